/// HTTP adapter: the service API for back-ends, the browser console, and health.
@NullMarked
package com.sup.messenger.http;

import org.jspecify.annotations.NullMarked;
