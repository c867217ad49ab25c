package com.sup.messenger.listener;

import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1ConnectionSelector;

/// What answers the requests of a [Listener].
///
/// @param routing its routes
/// @param http1 reads its requests, and upgrades connections
/// @param maxPayloadSize the longest body that a route can read, bytes
/// @param failures answers what does not come as far as a route
public record HttpStack(
    HttpRouting.Builder routing,
    Http1ConnectionSelector http1,
    long maxPayloadSize,
    DirectHandlers failures) {}
