package com.sup.messenger.bootstrap;

import com.sup.messenger.http.ServiceApi;
import com.sup.messenger.http.ServiceApiListener;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.util.List;

/// What back-ends meet on `API_PORT`: the service API, where there are keys for it.
final class BackEndListener {

  /// The name of the listener within the server.
  static final String NAME = "api";

  private final Listeners listeners;
  private final List<String> keys;
  private final ServiceApi api;

  BackEndListener(Configuration configuration, RunningApplication running) {
    this.listeners = configuration.listeners();
    this.keys = configuration.serviceKeys();
    this.api = new ServiceApi(running.application().administration(), keys);
  }

  /// @throws StartFailedException where its port cannot be had
  static void requireFree(Configuration configuration) {
    if (!configuration.serviceKeys().isEmpty()) {
      PortProbe.requireFree(ListenerVariables.API_PORT, configuration.listeners().apiPort());
    }
  }

  void addTo(WebServerConfig.Builder server) {
    if (!keys.isEmpty()) {
      server.putSocket(NAME, this::configure);
    }
  }

  private void configure(ListenerConfig.Builder listener) {
    listeners.tls().ifPresent(listener::tls);
    ServiceApiListener.configure(listener);
    listener.port(listeners.apiPort()).routing((HttpRouting.Builder r) -> r.register(api));
  }
}
