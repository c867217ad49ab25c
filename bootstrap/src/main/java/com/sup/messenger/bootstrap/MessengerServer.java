package com.sup.messenger.bootstrap;

import com.sup.messenger.application.Admission;
import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.DevelopmentTokens;
import com.sup.messenger.application.Settings;
import com.sup.messenger.application.Timings;
import com.sup.messenger.application.memory.SystemAlarms;
import com.sup.messenger.application.port.Adapters;
import com.sup.messenger.application.port.TokenVerifier;
import com.sup.messenger.http.ConsoleRoute;
import com.sup.messenger.http.DevelopmentTokenRoute;
import com.sup.messenger.http.HealthRoute;
import com.sup.messenger.jwt.JwtTokenIssuer;
import com.sup.messenger.jwt.JwtTokenVerifier;
import com.sup.messenger.websocket.engineio.Cors;
import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.EngineGate;
import com.sup.messenger.websocket.engineio.EngineServer;
import com.sup.messenger.websocket.gateway.BrowserClient;
import com.sup.messenger.websocket.gateway.OriginGate;
import com.sup.messenger.websocket.gateway.SupGateway;
import com.sup.messenger.websocket.socketio.PacketLimits;
import com.sup.messenger.websocket.socketio.SocketConfig;
import com.sup.messenger.websocket.socketio.SocketServer;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.Set;

/// One instance of the service: everything wired, by constructors alone.
public final class MessengerServer implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(MessengerServer.class.getName());

  private static final String ENGINE_PATH = "/socket.io/";

  // More than a device that was away is sent on return.
  private static final int OUTBOX_PACKETS = 8_192;
  private static final int OUTBOX_BYTES = 4 * 1024 * 1024;

  // No event of the messenger has binary values.
  private static final SocketConfig SOCKETS =
      new SocketConfig(
          SocketConfig.DEFAULT.connectTimeout(),
          SocketConfig.DEFAULT.attachmentTimeout(),
          new PacketLimits(10, 64 * 1024, 64),
          SocketConfig.DEFAULT.namespaces(),
          SocketConfig.DEFAULT.pendingAcks());

  private final OpenAdapters adapters;
  private final ChatApplication application;
  private final SystemAlarms alarms;
  private final EngineServer engine;
  private final WebServer web;

  private MessengerServer(
      ChatApplication application,
      OpenAdapters adapters,
      SystemAlarms alarms,
      EngineServer engine,
      WebServer web) {
    this.application = application;
    this.adapters = adapters;
    this.alarms = alarms;
    this.engine = engine;
    this.web = web;
  }

  /// Starts an instance; it serves when this returns.
  ///
  /// @throws StartFailedException where the port cannot be had
  public static MessengerServer start(Configuration configuration) {
    return start(configuration, Timings.DEFAULT);
  }

  static MessengerServer start(Configuration configuration, Timings timings) {
    requireFree(configuration.port());
    InstantSource clock = InstantSource.system();
    boolean development = configuration.profile() == Configuration.Profile.DEVELOPMENT;
    SystemAlarms alarms = new SystemAlarms();
    Admission admission = development ? Admission.ANYONE : Admission.MEMBERS;
    Settings settings =
        new Settings(
            admission,
            timings,
            configuration.limits(),
            configuration.catchUp(),
            configuration.ice());
    String instance = InstanceId.next();
    OpenAdapters adapters = openAdapters(configuration, instance, clock);
    ChatApplication application =
        new ChatApplication(adapters.ports(), settings, clock, alarms, instance);
    application.start();

    SocketServer sockets =
        new SocketServer(
            SOCKETS,
            (_, failure) ->
                LOG.log(System.Logger.Level.ERROR, "A handler failed: {0}", failure.getClass()));
    SupGateway.serve(
        sockets.of("/"),
        application,
        clock,
        configuration.pingInterval().plus(configuration.pingTimeout()));

    EngineServer engine = new EngineServer(engineConfig(configuration), sockets);
    HttpRouting.Builder routing = HttpRouting.builder();
    // Before the engine, which takes every path below its own.
    routing.register(new BrowserClient(ENGINE_PATH));
    engine.routing(routing);
    routing.register(new HealthRoute(application, clock));
    if (development) {
      DevelopmentTokens tokens =
          new DevelopmentTokens(new JwtTokenIssuer(configuration.tokens(), clock), clock);
      routing.register(new DevelopmentTokenRoute(tokens)).register(new ConsoleRoute());
    }
    return new MessengerServer(
        application, adapters, alarms, engine, listen(configuration, engine, routing));
  }

  private static OpenAdapters openAdapters(
      Configuration configuration, String instance, InstantSource clock) {
    Adapters tokens =
        Adapters.none()
            .with(TokenVerifier.class, new JwtTokenVerifier(configuration.tokens(), clock));
    return OpenAdapters.open(configuration.adapters(), instance, clock, tokens);
  }

  private static WebServer listen(
      Configuration configuration, EngineServer engine, HttpRouting.Builder routing) {
    var server = WebServer.builder().port(configuration.port()).shutdownHook(false);
    engine.listener(server);
    server.maxTcpConnections(FileLimit.connections());
    WebServer web = server.routing(routing).build().start();
    if (!web.isRunning()) {
      throw new StartFailedException("PORT=" + configuration.port() + ": cannot be listened on");
    }
    return web;
  }

  // Helidon tells of a port that is taken by a stack trace in the log.
  private static void requireFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(port));
    } catch (IOException e) {
      throw new StartFailedException("PORT=" + port + ": cannot be listened on: " + e.getMessage());
    }
  }

  private static EngineConfig engineConfig(Configuration configuration) {
    boolean anyOrigin = configuration.corsOrigins().contains("*");
    Set<String> origins = Set.copyOf(configuration.corsOrigins());
    return EngineConfig.builder()
        .path(ENGINE_PATH)
        .pingInterval(configuration.pingInterval())
        .pingTimeout(configuration.pingTimeout())
        .maxPayload(configuration.maxPayload())
        .outbox(OUTBOX_PACKETS, OUTBOX_BYTES)
        .cors(anyOrigin ? Cors.anyOrigin() : Cors.origins(origins))
        .gate(anyOrigin ? EngineGate.OPEN : new OriginGate(origins))
        .build();
  }

  /// The port that it listens on.
  public int port() {
    return web.port();
  }

  /// Ends every session, then the listener.
  @Override
  public void close() {
    application.drain();
    engine.close();
    web.stop();
    application.stop();
    alarms.close();
    adapters.close();
  }
}
