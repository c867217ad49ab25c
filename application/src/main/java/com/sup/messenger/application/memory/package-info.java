/// Every port in the memory of one process: for development, for tests, for one instance on its
/// own.
@NullMarked
package com.sup.messenger.application.memory;

import org.jspecify.annotations.NullMarked;
