/// Signalling of calls.
@NullMarked
package com.sup.messenger.application.call;

import org.jspecify.annotations.NullMarked;
