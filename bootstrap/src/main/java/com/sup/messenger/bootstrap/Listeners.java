package com.sup.messenger.bootstrap;

import io.helidon.common.tls.Tls;
import java.util.Optional;

/// Where the service listens; 0 is any free port.
///
/// @param port `PORT`: clients
/// @param apiPort `API_PORT`: back-ends
/// @param metricsPort `METRICS_PORT`, where `METRICS_ENABLED`
/// @param tls `TLS_CERT` and `TLS_KEY`, for clients and back-ends
record Listeners(int port, int apiPort, Optional<Integer> metricsPort, Optional<Tls> tls) {}
