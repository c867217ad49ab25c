package com.sup.messenger.bootstrap;

import com.sup.messenger.application.Timings;
import com.sup.messenger.http.ServiceApi;
import com.sup.messenger.http.ServiceApiListener;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import java.time.Duration;
import java.time.InstantSource;

/// One instance of the service: everything wired, by constructors alone.
public final class MessengerServer implements AutoCloseable {

  private static final String API = "api";
  private static final String METRICS = "metrics";

  private final RunningApplication running;
  private final ClientListener clients;
  private final WebServer web;

  private MessengerServer(RunningApplication running, ClientListener clients, WebServer web) {
    this.running = running;
    this.clients = clients;
    this.web = web;
  }

  /// Starts an instance; it serves when this returns.
  ///
  /// @throws StartFailedException where a port cannot be had
  public static MessengerServer start(Configuration configuration) {
    return start(configuration, Timings.DEFAULT);
  }

  static MessengerServer start(Configuration configuration, Timings timings) {
    PortProbe.requireFree(ListenerVariables.PORT, configuration.listeners().port());
    if (configuration.hasServiceApi()) {
      PortProbe.requireFree(ListenerVariables.API_PORT, configuration.listeners().apiPort());
    }
    configuration
        .listeners()
        .metricsPort()
        .ifPresent(port -> PortProbe.requireFree(ListenerVariables.METRICS_PORT, port));
    InstantSource clock = InstantSource.system();
    RunningApplication running = RunningApplication.start(configuration, timings, clock);
    ClientListener clients = new ClientListener(configuration, running, clock);
    LiveFigures figures = clients.figures();
    running.instrumentation().meters().ifPresent(figures::meterBy);
    figures.logBy(running.alarms());
    WebServer web = web(configuration, running, clients);
    MessengerServer server = new MessengerServer(running, clients, web);
    if (!web.start().isRunning()) {
      server.close();
      throw new StartFailedException("A listener cannot be started");
    }
    return server;
  }

  private static WebServer web(
      Configuration configuration, RunningApplication running, ClientListener clients) {
    var server = WebServer.builder().shutdownHook(false);
    clients.configure(server);
    if (configuration.hasServiceApi()) {
      ServiceApi api =
          new ServiceApi(running.application().administration(), configuration.serviceKeys());
      server.putSocket(API, socket -> listen(socket, configuration.listeners(), api));
    }
    running
        .instrumentation()
        .meters()
        .ifPresent(
            meters ->
                server.putSocket(
                    METRICS, socket -> listen(socket, configuration.listeners(), meters)));
    return server.routing(clients.routing()).build();
  }

  private static void listen(ListenerConfig.Builder socket, Listeners listeners, ServiceApi api) {
    ServiceApiListener.configure(socket);
    listeners.tls().ifPresent(socket::tls);
    socket.port(listeners.apiPort()).routing(routing -> routing.register(api));
  }

  private static void listen(ListenerConfig.Builder socket, Listeners listeners, Meters meters) {
    ServiceApiListener.configure(socket);
    socket
        .port(listeners.metricsPort().orElseThrow())
        .routing(routing -> routing.register(new MetricsRoute(meters.registry())));
  }

  /// The port that it listens on for clients.
  public int port() {
    return web.port();
  }

  /// The port that it listens on for back-ends, -1 where there is no service API.
  public int apiPort() {
    return web.port(API);
  }

  /// The port where its metrics are to be had, -1 where there are none.
  public int metricsPort() {
    return web.port(METRICS);
  }

  /// Is not ready from now on, opens no more sessions, and hands those that there are over to other
  /// instances, spread over the given time.
  public void drain(Duration time) {
    running.application().drain();
    clients.drain(time);
  }

  /// Ends every session, then the listeners; not ready from the first moment on.
  @Override
  public void close() {
    running.application().drain();
    clients.close();
    web.stop();
    running.close();
  }
}
