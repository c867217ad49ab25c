/// Configuration, wiring by constructors, and `main`.
@NullMarked
package com.sup.messenger.bootstrap;

import org.jspecify.annotations.NullMarked;
