package com.sup.messenger.bootstrap;

import com.sup.messenger.http.ServiceApiListener;
import com.sup.messenger.listener.ByteBudget;
import com.sup.messenger.listener.Deadlines;
import com.sup.messenger.listener.Listener;
import com.sup.messenger.listener.ListenerSettings;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.util.Optional;

/// What Prometheus meets on `METRICS_PORT`, if `METRICS_ENABLED`; never by TLS.
final class MetricsListener {

  private MetricsListener() {}

  /// @throws StartFailedException if the port is taken
  static void take(PortProbe probe, Listeners listeners) {
    listeners
        .metrics()
        .ifPresent(
            address ->
                probe.take(
                    ListenerVariables.METRICS_PORT, ListenerVariables.METRICS_HOST, address));
  }

  /// @param meters what is told, if there is anything
  /// @param inbound what its connections may hold
  /// @throws IOException if its port cannot be had
  static Optional<Listener> open(Listeners listeners, Optional<Meters> meters, ByteBudget inbound)
      throws IOException {
    if (meters.isEmpty()) {
      return Optional.empty();
    }
    ListenerSettings settings =
        new ListenerSettings(
            "metrics",
            listeners.metrics().orElseThrow(),
            ServiceApiListener.MAX_CONNECTIONS,
            Deadlines.DEFAULT,
            Optional.empty(),
            listeners.proxies());
    HttpRouting.Builder routing =
        HttpRouting.builder().register(new MetricsRoute(meters.get().registry()));
    return Optional.of(Listener.open(settings, BackEndListener.http(routing), inbound));
  }
}
