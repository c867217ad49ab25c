package com.sup.messenger.bootstrap;

import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.DevelopmentTokens;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.config.Listeners;
import com.sup.messenger.bootstrap.config.SocketSettings;
import com.sup.messenger.bootstrap.metrics.LiveFigures;
import com.sup.messenger.http.ConsoleRoute;
import com.sup.messenger.http.DevelopmentTokenRoute;
import com.sup.messenger.http.HealthRoute;
import com.sup.messenger.http.ReadyRoute;
import com.sup.messenger.jwt.JwtTokenIssuer;
import com.sup.messenger.listener.ByteBudget;
import com.sup.messenger.listener.Deadlines;
import com.sup.messenger.listener.Listener;
import com.sup.messenger.listener.ListenerSettings;
import com.sup.messenger.listener.TlsServer;
import com.sup.messenger.websocket.engineio.Cors;
import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.EngineGate;
import com.sup.messenger.websocket.engineio.packet.OutboundBudget;
import com.sup.messenger.websocket.engineio.server.EngineServer;
import com.sup.messenger.websocket.gateway.BrowserClient;
import com.sup.messenger.websocket.gateway.OriginGate;
import com.sup.messenger.websocket.gateway.SupGateway;
import com.sup.messenger.websocket.gateway.Traffic;
import com.sup.messenger.websocket.socketio.SocketConfig;
import com.sup.messenger.websocket.socketio.SocketServer;
import com.sup.messenger.websocket.socketio.json.PacketLimits;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// The listener on `PORT`. It serves Socket.IO, `/health`, `/ready`, and the console in
/// development.
final class ClientListener implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ClientListener.class.getName());

  private static final String ENGINE_PATH = "/socket.io/";

  // More than the replay to a device that comes back.
  private static final int OUTBOX_PACKETS = 8_192;
  private static final int OUTBOX_BYTES = 4 * 1024 * 1024;

  /// The longest packet, in bytes, of a client without an accepted token. A token of 8 KiB fits.
  private static final int STRANGER_BYTES = 16 * 1024;

  /// The time between the hand-overs of two sessions, if the whole drain is long enough. The
  /// clients
  /// return about 1 s later, to instances that may have started just now and are still slow.
  private static final Duration PACE = Duration.ofMillis(250);

  /// The least time for which `/ready` answers 503 before the end, if there are sessions.
  private static final Duration LEAST_DRAIN = Duration.ofSeconds(1);

  // No event of the messenger has binary values.
  private static final SocketConfig SOCKETS =
      new SocketConfig(
          SocketConfig.DEFAULT.connectTimeout(),
          SocketConfig.DEFAULT.attachmentTimeout(),
          new PacketLimits(10, 64 * 1024, 64, 50_000),
          SocketConfig.DEFAULT.namespaces(),
          SocketConfig.DEFAULT.pendingAcks());

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
            SOCKETS,
            (_, failure) ->
                LOG.log(System.Logger.Level.ERROR, "A handler failed: {0}", failure.getClass()));
    this.traffic = serve(sockets, configuration, running, clock);
    this.engine =
        new EngineServer(
            engineConfig(configuration.sockets()).budgets(inbound, outbound).build(),
            sockets,
            new EnginePeers(running.instance(), running.adapters().ports().peers()));
  }

  private static Traffic serve(
      SocketServer sockets,
      Configuration configuration,
      RunningApplication running,
      InstantSource clock) {
    SocketSettings settings = configuration.sockets();
    return SupGateway.serve(
        sockets.of("/"),
        running.application(),
        clock,
        settings.pingInterval().plus(settings.pingTimeout()));
  }

  private static EngineConfig.Builder engineConfig(SocketSettings settings) {
    boolean anyOrigin = settings.corsOrigins().contains("*");
    Cors cors = anyOrigin ? Cors.anyOrigin() : Cors.origins(Set.copyOf(settings.corsOrigins()));
    return EngineConfig.builder()
        .path(ENGINE_PATH)
        .pingInterval(settings.pingInterval())
        .pingTimeout(settings.pingTimeout())
        .checkInterval(settings.checkInterval())
        .maxPayload(settings.maxPayload())
        .maxStrangerPayload(STRANGER_BYTES)
        .maxStrangers(settings.maxStrangers())
        .maxSessions(ConnectionLimit.sessions())
        .outbox(OUTBOX_PACKETS, OUTBOX_BYTES)
        .cors(cors)
        .gate(anyOrigin ? EngineGate.OPEN : new OriginGate(cors));
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
    return Listener.open(settings, engine.http(routes()), inbound);
  }

  private HttpRouting.Builder routes() {
    HttpRouting.Builder routing = HttpRouting.builder();
    ChatApplication application = running.application();
    routing.register(new BrowserClient(ENGINE_PATH));
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
    return new LiveFigures(running.application(), traffic, engine);
  }

  /// Hands the sessions over one after another, in the given time or less. The instances to which
  /// the clients reconnect take them.
  void drain(Duration time) {
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
