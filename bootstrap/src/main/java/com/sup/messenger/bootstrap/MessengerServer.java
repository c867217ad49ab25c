package com.sup.messenger.bootstrap;

import com.sup.messenger.application.settings.Timings;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.config.ListenerVariables;
import com.sup.messenger.bootstrap.metrics.LiveFigures;
import com.sup.messenger.bootstrap.tls.ReloadingTls;
import com.sup.messenger.listener.ByteBudget;
import com.sup.messenger.listener.Listener;
import com.sup.messenger.listener.TlsServer;
import com.sup.messenger.websocket.engineio.packet.OutboundBudget;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One instance of the service. Wires everything by constructors alone.
public final class MessengerServer implements AutoCloseable {

  /// The part of the heap for unfinished input, and for output that waits to be sent: an eighth
  /// each.
  private static final int HEAP_SHARE = 8;

  private final RunningApplication running;
  private final OpenGateways gateways;
  private final Listener clientPort;
  private final Optional<Listener> apiPort;
  private final Optional<Listener> metricsPort;
  private final Optional<ReloadingTls> tls;

  private MessengerServer(
      RunningApplication running,
      OpenGateways gateways,
      Listener clientPort,
      Optional<Listener> apiPort,
      Optional<Listener> metricsPort,
      Optional<ReloadingTls> tls) {
    this.running = running;
    this.gateways = gateways;
    this.clientPort = clientPort;
    this.apiPort = apiPort;
    this.metricsPort = metricsPort;
    this.tls = tls;
    tls.ifPresent(ReloadingTls::start);
  }

  /// Starts an instance. It serves clients when this method returns.
  ///
  /// @throws StartFailedException if a port is taken
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
    ByteBudget inbound = ByteBudget.ofHeap(HEAP_SHARE);
    OutboundBudget outbound = OutboundBudget.ofHeap(HEAP_SHARE);
    ClientListener clients = new ClientListener(configuration, running, clock, inbound, outbound);
    LiveFigures figures = clients.figures();
    running.instrumentation().meters().ifPresent(figures::meterBy);
    figures.logBy(running.scheduler());
    figures.report();
    Optional<ReloadingTls> tls = configuration.listeners().tls().map(ReloadingTls::new);
    Optional<TlsServer> identity = tls.map(TlsServer::new);
    List<Listener> open = new ArrayList<>();
    OpenGateways gateways =
        OpenGateways.open(configuration.gateways(), running, clock).after(clients);
    try {
      Optional<Listener> metrics =
          MetricsListener.open(
              configuration.listeners(), running.instrumentation().meters(), inbound);
      metrics.ifPresent(open::add);
      Optional<Listener> backEnds = BackEndListener.open(configuration, running, identity, inbound);
      backEnds.ifPresent(open::add);
      return new MessengerServer(running, gateways, clients.open(identity), backEnds, metrics, tls);
    } catch (IOException e) {
      open.forEach(Listener::close);
      gateways.close();
      // The port was probably taken after the first check.
      requireFreePorts(configuration);
      throw new StartFailedException("A port cannot be listened on: " + e.getMessage());
    }
  }

  /// Returns the port for clients.
  public int port() {
    return clientPort.port();
  }

  /// Returns the port for back-ends. It is -1 if there is no service API.
  public int apiPort() {
    return apiPort.map(Listener::port).orElse(-1);
  }

  /// Returns the port for metrics. It is -1 if there are none.
  public int metricsPort() {
    return metricsPort.map(Listener::port).orElse(-1);
  }

  /// Makes the instance not ready. It opens no more sessions, and hands its sessions over to other
  /// instances, spread over the given time.
  public void drain(Duration time) {
    running.application().drain();
    gateways.drain(time);
  }

  /// Makes the instance not ready. Then ends every session and closes the listeners.
  @Override
  public void close() {
    running.application().drain();
    tls.ifPresent(ReloadingTls::close);
    gateways.close();
    Stream.of(Optional.of(clientPort), apiPort, metricsPort)
        .flatMap(Optional::stream)
        .forEach(Listener::close);
    running.close();
  }
}
