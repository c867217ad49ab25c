/// Tests of the whole system. A running service serves real clients over sockets.
@NullMarked
package com.sup.messenger.bootstrap.system;

import org.jspecify.annotations.NullMarked;
