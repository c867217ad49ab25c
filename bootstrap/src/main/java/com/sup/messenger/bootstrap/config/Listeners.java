package com.sup.messenger.bootstrap.config;

import com.sup.messenger.bootstrap.tls.TlsFiles;
import com.sup.messenger.listener.TrustedProxies;
import java.net.InetSocketAddress;
import java.util.Optional;

/// The addresses of the listeners. Port 0 stands for any free port. The wildcard address stands for
/// every address, by IPv6 and IPv4.
///
/// @param clients `HOST` and `PORT`
/// @param backEnds `API_HOST` and `API_PORT`
/// @param metrics `METRICS_HOST` and `METRICS_PORT`, if `METRICS_ENABLED`
/// @param tls `TLS_CERT` and `TLS_KEY`, for clients and back-ends
/// @param proxies `TRUSTED_PROXIES`
public record Listeners(
    InetSocketAddress clients,
    InetSocketAddress backEnds,
    Optional<InetSocketAddress> metrics,
    Optional<TlsFiles> tls,
    TrustedProxies proxies) {}
