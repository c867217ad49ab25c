package com.sup.messenger.bootstrap;

import com.sup.messenger.http.ServiceApi;
import com.sup.messenger.http.ServiceApiListener;
import com.sup.messenger.websocket.engineio.ConnectionGuard;
import com.sup.messenger.websocket.engineio.RequestDeadline;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;

/// What back-ends meet on `API_PORT`: the service API, where there are keys for it.
final class BackEndListener {

  /// The name of the listener within the server.
  static final String NAME = "api";

  private final Configuration configuration;
  private final RunningApplication running;

  BackEndListener(Configuration configuration, RunningApplication running) {
    this.configuration = configuration;
    this.running = running;
  }

  /// @throws StartFailedException if its port cannot be had
  static void take(PortProbe probe, Configuration configuration) {
    if (configuration.hasServiceApi()) {
      probe.take(
          ListenerVariables.API_PORT,
          ListenerVariables.API_HOST,
          configuration.listeners().backEnds());
    }
  }

  void addTo(WebServerConfig.Builder server) {
    if (configuration.hasServiceApi()) {
      server.putSocket(NAME, this::configure);
    }
  }

  private void configure(ListenerConfig.Builder listener) {
    Listeners listeners = configuration.listeners();
    listeners.tls().ifPresent(listener::tls);
    ServiceApiListener.configure(listener);
    HttpRouting.Builder routing = HttpRouting.builder();
    ConnectionGuard.guard(listener, routing, RequestDeadline.Limits.DEFAULT);
    routing.register(
        new ServiceApi(running.application().administration(), configuration.serviceKeys()));
    listener
        .address(listeners.backEnds().getAddress())
        .port(listeners.backEnds().getPort())
        .routing(routing);
  }
}
