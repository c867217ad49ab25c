package com.sup.messenger.bootstrap;

import com.sup.messenger.bootstrap.config.ListenerVariables;
import com.sup.messenger.bootstrap.config.Listeners;
import com.sup.messenger.bootstrap.metrics.Meters;
import com.sup.messenger.bootstrap.metrics.MetricsRoute;
import com.sup.messenger.http.ServiceApiListener;
import com.sup.messenger.listener.ByteBudget;
import com.sup.messenger.listener.Deadlines;
import com.sup.messenger.listener.Listener;
import com.sup.messenger.listener.ListenerSettings;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.util.Optional;

/// The listener on `METRICS_PORT`, if `METRICS_ENABLED`. It serves Prometheus, without TLS.
final class MetricsListener {

  private MetricsListener() {}

  /// Checks that the port is free.
  ///
  /// @throws StartFailedException if it is not
  static void take(PortProbe probe, Listeners listeners) {
    listeners
        .metrics()
        .ifPresent(
            address ->
                probe.take(
                    ListenerVariables.METRICS_PORT, ListenerVariables.METRICS_HOST, address));
  }

  /// Opens the listener. Returns empty if there are no meters.
  ///
  /// @param meters the meters to serve
  /// @param inbound the memory for unfinished input
  /// @throws IOException if the port is taken
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
