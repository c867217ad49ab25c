/// Reads the configuration, wires the service by constructors, and runs it.
@NullMarked
package com.sup.messenger.bootstrap;

import org.jspecify.annotations.NullMarked;
