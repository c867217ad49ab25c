/// Measures the cost of the service. Each benchmark is a class with a `main` method.
@NullMarked
package com.sup.messenger.benchmarks;

import org.jspecify.annotations.NullMarked;
