package com.sup.messenger.listener;

import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1ConnectionSelector;

/// The HTTP part of a [Listener], which answers its requests.
///
/// @param routing the routes
/// @param http1 reads requests, and upgrades connections
/// @param maxPayloadSize the longest body that a route can read, in bytes
/// @param failures answers requests that reach no route
public record HttpStack(
    HttpRouting.Builder routing,
    Http1ConnectionSelector http1,
    long maxPayloadSize,
    DirectHandlers failures) {}
