/// Every port in the memory of one process: for development, for tests, and for a single instance.
@NullMarked
package com.sup.messenger.application.memory;

import org.jspecify.annotations.NullMarked;
