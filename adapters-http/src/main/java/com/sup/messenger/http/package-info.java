/// The HTTP side: the service API for back-ends, the browser console, health.
@NullMarked
package com.sup.messenger.http;

import org.jspecify.annotations.NullMarked;
