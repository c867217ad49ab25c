package com.sup.messenger.bootstrap;

import com.sup.messenger.http.ServiceApiListener;
import com.sup.messenger.websocket.engineio.ConnectionGuard;
import com.sup.messenger.websocket.engineio.RequestDeadline;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.net.InetSocketAddress;
import java.util.Optional;

/// What Prometheus meets on `METRICS_PORT`, where `METRICS_ENABLED`; never by TLS.
///
/// @param listeners the address
/// @param meters what is told, where there is anything
record MetricsListener(Listeners listeners, Optional<Meters> meters) {

  /// What its socket is called.
  static final String NAME = "metrics";

  /// @throws StartFailedException where the port is taken
  static void take(PortProbe probe, Listeners listeners) {
    listeners
        .metrics()
        .ifPresent(
            address ->
                probe.take(
                    ListenerVariables.METRICS_PORT, ListenerVariables.METRICS_HOST, address));
  }

  void addTo(WebServerConfig.Builder server) {
    meters.ifPresent(all -> server.putSocket(NAME, socket -> configure(socket, all)));
  }

  private void configure(ListenerConfig.Builder socket, Meters all) {
    ServiceApiListener.configure(socket);
    HttpRouting.Builder routing = HttpRouting.builder();
    ConnectionGuard.guard(socket, routing, RequestDeadline.Limits.DEFAULT);
    routing.register(new MetricsRoute(all.registry()));
    InetSocketAddress address = listeners.metrics().orElseThrow();
    socket.address(address.getAddress()).port(address.getPort()).routing(routing);
  }
}
