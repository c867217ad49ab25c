/// Calls in memory.
@NullMarked
package com.sup.messenger.application.memory.call;

import org.jspecify.annotations.NullMarked;
