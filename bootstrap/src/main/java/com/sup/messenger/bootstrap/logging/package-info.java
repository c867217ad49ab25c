/// The format of the log.
@NullMarked
package com.sup.messenger.bootstrap.logging;

import org.jspecify.annotations.NullMarked;
