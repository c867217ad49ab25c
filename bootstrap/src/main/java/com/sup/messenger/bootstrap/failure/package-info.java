/// The failures of adapters, for the log and the metrics.
@NullMarked
package com.sup.messenger.bootstrap.failure;

import org.jspecify.annotations.NullMarked;
