/// Metrics for Prometheus.
@NullMarked
package com.sup.messenger.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
