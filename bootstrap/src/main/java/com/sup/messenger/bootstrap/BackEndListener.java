package com.sup.messenger.bootstrap;

import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.config.ListenerVariables;
import com.sup.messenger.bootstrap.config.Listeners;
import com.sup.messenger.http.ServiceApi;
import com.sup.messenger.http.ServiceApiListener;
import com.sup.messenger.listener.ByteBudget;
import com.sup.messenger.listener.Deadlines;
import com.sup.messenger.listener.HttpStack;
import com.sup.messenger.listener.Listener;
import com.sup.messenger.listener.ListenerSettings;
import com.sup.messenger.listener.TcpConnection;
import com.sup.messenger.listener.TlsServer;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import java.io.IOException;
import java.util.Optional;

/// The listener on `API_PORT`. It serves the service API, if there are keys for it.
final class BackEndListener {

  private BackEndListener() {}

  /// Checks that the port is free.
  ///
  /// @throws StartFailedException if it is not
  static void take(PortProbe probe, Configuration configuration) {
    if (configuration.hasServiceApi()) {
      probe.take(
          ListenerVariables.API_PORT,
          ListenerVariables.API_HOST,
          configuration.listeners().backEnds());
    }
  }

  /// Opens the listener. Returns empty if there are no keys.
  ///
  /// @param tls TLS, if it is configured
  /// @param inbound the memory for unfinished input
  /// @throws IOException if the port is taken
  static Optional<Listener> open(
      Configuration configuration,
      RunningApplication running,
      Optional<TlsServer> tls,
      ByteBudget inbound)
      throws IOException {
    if (!configuration.hasServiceApi()) {
      return Optional.empty();
    }
    ServiceApi api =
        new ServiceApi(
            running.application(),
            configuration.serviceKeys(),
            running.adapters()::dependencies,
            time -> TcpConnection.current().allow(time));
    HttpRouting.Builder routing =
        HttpRouting.builder()
            .addFilter((chain, request, _) -> trust(api, request, chain))
            .register(api);
    Listeners listeners = configuration.listeners();
    ListenerSettings settings =
        new ListenerSettings(
            "api",
            listeners.backEnds(),
            ServiceApiListener.MAX_CONNECTIONS,
            Deadlines.DEFAULT,
            tls,
            listeners.proxies());
    return Optional.of(Listener.open(settings, http(routing), inbound));
  }

  // Connections of back-ends with a key are never closed to make room for others.
  private static void trust(ServiceApi api, RoutingRequest request, FilterChain chain) {
    if (api.admits(request.headers())) {
      TcpConnection.current().trust();
    }
    chain.proceed();
  }

  /// Makes the HTTP server, with the error answers of the service API.
  static HttpStack http(HttpRouting.Builder routing) {
    return new HttpStack(
        routing,
        ServiceApiListener.http1(),
        ServiceApiListener.MAX_PAYLOAD,
        ServiceApiListener.failures());
  }
}
