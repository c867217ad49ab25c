/// Checks of requests and answers that Helidon's HTTP/1.1 leaves out.
@NullMarked
package com.sup.messenger.listener.http;

import org.jspecify.annotations.NullMarked;
