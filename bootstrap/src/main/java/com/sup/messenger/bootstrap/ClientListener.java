package com.sup.messenger.bootstrap;

import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.DevelopmentTokens;
import com.sup.messenger.application.gateway.Gateway;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.config.Listeners;
import com.sup.messenger.bootstrap.metrics.LiveFigures;
import com.sup.messenger.http.DevelopmentTokenRoute;
import com.sup.messenger.http.HealthRoute;
import com.sup.messenger.http.ReadyRoute;
import com.sup.messenger.http.console.ConsoleRoute;
import com.sup.messenger.jwt.JwtTokenIssuer;
import com.sup.messenger.listener.ByteBudget;
import com.sup.messenger.listener.Deadlines;
import com.sup.messenger.listener.HttpStack;
import com.sup.messenger.listener.Listener;
import com.sup.messenger.listener.ListenerSettings;
import com.sup.messenger.listener.TlsServer;
import com.sup.messenger.websocket.engineio.packet.OutboundBudget;
import com.sup.messenger.websocket.engineio.server.EngineServer;
import com.sup.messenger.websocket.gateway.BrowserClient;
import com.sup.messenger.websocket.gateway.SupGateway;
import com.sup.messenger.websocket.gateway.Traffic;
import com.sup.messenger.websocket.socketio.SocketServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// The listener on `PORT`. It serves Socket.IO if `GATEWAYS` names it, `/health`, `/ready`, and the
/// console in development.
final class ClientListener implements Gateway {

  private static final System.Logger LOG = System.getLogger(ClientListener.class.getName());

  /// The time between the hand-overs of two sessions, if the whole drain is long enough.
  ///
  /// The clients return about 1 s later, to instances that may have started just now and are still
  /// slow.
  private static final Duration PACE = Duration.ofMillis(250);

  /// The least time for which `/ready` answers 503 before the end, if there are sessions.
  private static final Duration LEAST_DRAIN = Duration.ofSeconds(1);

  private final Configuration configuration;
  private final RunningApplication running;
  private final InstantSource clock;
  private final ByteBudget inbound;
  private final EngineServer engine;
  private final Traffic traffic;

  /// @param inbound the memory for unfinished input
  /// @param outbound the memory for output that waits to be sent
  ClientListener(
      Configuration configuration,
      RunningApplication running,
      InstantSource clock,
      ByteBudget inbound,
      OutboundBudget outbound) {
    this.configuration = configuration;
    this.running = running;
    this.clock = clock;
    this.inbound = inbound;
    SocketServer sockets =
        new SocketServer(
            EngineSettings.SOCKETS,
            (_, failure) ->
                LOG.log(System.Logger.Level.ERROR, "A handler failed: {0}", failure.getClass()));
    this.traffic = SupGateway.serve(sockets.of("/"), running.application(), clock);
    this.engine =
        new EngineServer(
            EngineSettings.engine(configuration.sockets()).budgets(inbound, outbound).build(),
            sockets,
            new EnginePeers(running.instance(), running.adapters().peers()));
  }

  /// Opens the listener.
  ///
  /// @param tls TLS, if it is configured
  /// @throws IOException if the port is taken
  Listener open(Optional<TlsServer> tls) throws IOException {
    Listeners listeners = configuration.listeners();
    ListenerSettings settings =
        new ListenerSettings(
            "clients",
            listeners.clients(),
            ConnectionLimit.connections(),
            Deadlines.DEFAULT,
            tls,
            listeners.proxies());
    HttpRouting.Builder routes = routes();
    HttpStack http =
        configuration.gateways().socketIo() ? engine.http(routes) : BackEndListener.http(routes);
    return Listener.open(settings, http, inbound);
  }

  private HttpRouting.Builder routes() {
    HttpRouting.Builder routing = HttpRouting.builder();
    ChatApplication application = running.application();
    if (configuration.gateways().socketIo()) {
      routing.register(new BrowserClient(EngineSettings.PATH));
    }
    routing.register(new HealthRoute(application, clock, running.adapters()::dependencies));
    routing.register(new ReadyRoute(application::isReady));
    if (configuration.development()) {
      JwtTokenIssuer issuer = new JwtTokenIssuer(configuration.tokens(), clock);
      routing.register(new DevelopmentTokenRoute(new DevelopmentTokens(issuer, clock)));
      routing.register(new ConsoleRoute());
    }
    return routing;
  }

  /// Returns the live figures of this instance.
  LiveFigures figures() {
    return new LiveFigures(
        running.application(), traffic, engine, configuration.gateways().transports());
  }

  /// Hands the sessions over one after another, in the given time or less. The instances to which
  /// the clients reconnect take them.
  @Override
  public void drain(Duration time) {
    engine.drain(drainTime(engine.sessionCount(), time));
  }

  /// Returns the time in which to hand sessions over.
  ///
  /// @param most the time that there is
  static Duration drainTime(int sessions, Duration most) {
    Duration paced = PACE.multipliedBy(sessions);
    Duration wanted = paced.compareTo(LEAST_DRAIN) < 0 ? LEAST_DRAIN : paced;
    return wanted.compareTo(most) < 0 ? wanted : most;
  }

  /// Ends every session.
  @Override
  public void close() {
    engine.close();
  }
}
