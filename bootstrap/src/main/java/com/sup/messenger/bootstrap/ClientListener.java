package com.sup.messenger.bootstrap;

import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.DevelopmentTokens;
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
import com.sup.messenger.websocket.engineio.EngineServer;
import com.sup.messenger.websocket.engineio.OutboundBudget;
import com.sup.messenger.websocket.gateway.BrowserClient;
import com.sup.messenger.websocket.gateway.OriginGate;
import com.sup.messenger.websocket.gateway.SupGateway;
import com.sup.messenger.websocket.gateway.Traffic;
import com.sup.messenger.websocket.socketio.PacketLimits;
import com.sup.messenger.websocket.socketio.SocketConfig;
import com.sup.messenger.websocket.socketio.SocketServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// What clients meet on `PORT`: Socket.IO, and what tells how the instance is.
final class ClientListener implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ClientListener.class.getName());

  private static final String ENGINE_PATH = "/socket.io/";

  // More than a device that was away is sent on return.
  private static final int OUTBOX_PACKETS = 8_192;
  private static final int OUTBOX_BYTES = 4 * 1024 * 1024;

  /// A token fits, and what stands beside it.
  private static final int STRANGER_BYTES = 16 * 1024;

  /// From one session's hand-over to the next, where there is time.
  private static final Duration PACE = Duration.ofMillis(50);

  /// For so long at least, where there are sessions, who asks is told that this instance is not
  /// ready.
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

  /// @param inbound what its connections may hold of what comes in
  /// @param outbound what they may hold of what is to be sent
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

  /// Listens.
  ///
  /// @param tls TLS, if it is spoken
  /// @throws IOException if its port cannot be had
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

  /// What goes on here.
  LiveFigures figures() {
    return new LiveFigures(running.application(), traffic, engine);
  }

  /// Hands the sessions over to whoever their clients come back to, one after another, in the given
  /// time or less.
  void drain(Duration time) {
    Duration pace = max(LEAST_DRAIN, PACE.multipliedBy(engine.sessionCount()));
    engine.drain(pace.compareTo(time) < 0 ? pace : time);
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /// Ends every session.
  @Override
  public void close() {
    engine.close();
  }
}
