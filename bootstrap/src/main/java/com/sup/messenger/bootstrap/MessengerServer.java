package com.sup.messenger.bootstrap;

import com.sup.messenger.application.Timings;
import io.helidon.webserver.WebServer;
import java.time.Duration;
import java.time.InstantSource;

/// One instance of the service: everything wired, by constructors alone.
public final class MessengerServer implements AutoCloseable {

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
    requireFreePorts(configuration);
    InstantSource clock = InstantSource.system();
    RunningApplication running = RunningApplication.start(configuration, timings, clock);
    try {
      return start(configuration, running, clock);
    } catch (RuntimeException e) {
      running.close();
      throw e;
    }
  }

  private static void requireFreePorts(Configuration configuration) {
    try (PortProbe probe = new PortProbe()) {
      probe.take(
          ListenerVariables.PORT, ListenerVariables.HOST, configuration.listeners().clients());
      BackEndListener.take(probe, configuration);
      MetricsListener.take(probe, configuration.listeners());
    }
  }

  private static MessengerServer start(
      Configuration configuration, RunningApplication running, InstantSource clock) {
    ClientListener clients = new ClientListener(configuration, running, clock);
    LiveFigures figures = clients.figures();
    running.instrumentation().meters().ifPresent(figures::meterBy);
    figures.logBy(running.alarms());
    WebServer web =
        web(
            clients,
            new BackEndListener(configuration, running),
            new MetricsListener(configuration.listeners(), running.instrumentation().meters()));
    if (!web.start().isRunning()) {
      clients.close();
      // Taken since it was looked at, most likely.
      requireFreePorts(configuration);
      throw new StartFailedException("A listener cannot be started: the log says why");
    }
    return new MessengerServer(running, clients, web);
  }

  private static WebServer web(
      ClientListener clients, BackEndListener backEnds, MetricsListener metrics) {
    var server = WebServer.builder().shutdownHook(false);
    clients.configure(server);
    backEnds.addTo(server);
    metrics.addTo(server);
    return server.build();
  }

  /// The port that it listens on for clients.
  public int port() {
    return web.port();
  }

  /// The port that it listens on for back-ends, -1 where there is no service API.
  public int apiPort() {
    return web.port(BackEndListener.NAME);
  }

  /// The port where its metrics are to be had, -1 where there are none.
  public int metricsPort() {
    return web.port(MetricsListener.NAME);
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
