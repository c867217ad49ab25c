/// Tests of the whole system: a running service, met by clients over sockets.
@NullMarked
package com.sup.messenger.bootstrap.system;

import org.jspecify.annotations.NullMarked;
