package com.sup.messenger.websocket.engineio;

import static org.awaitility.Awaitility.await;

import com.sup.messenger.websocket.rfc6455.RawWebSocket;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Helidon server with an Engine.IO server whose application records what happens.
final class TestEngine implements AutoCloseable {
  static final String PATH = "/socket.io/";
  private static final String POLLING = PATH + "?EIO=4&transport=polling";
  private static final String WEBSOCKET = PATH + "?EIO=4&transport=websocket";
  private static final Pattern SID = Pattern.compile("\"sid\":\"([^\"]+)\"");

  /// What the application saw of one session.
  static final class Session implements EngineListener {
    final EngineSocket socket;
    final List<String> events = new CopyOnWriteArrayList<>();
    volatile int ticks;

    Session(EngineSocket socket) {
      this.socket = socket;
    }

    @Override
    public void onText(String data) {
      events.add("text " + data);
      switch (data) {
        case "fail" -> throw new IllegalStateException("secret");
        case "overflow" -> throw new StackOverflowError("secret");
        case "close" -> socket.close(CloseReason.FORCED_CLOSE);
        default -> {}
      }
    }

    @Override
    public void onBinary(byte[] data) {
      events.add("binary " + List.of(java.util.HexFormat.of().formatHex(data)));
    }

    @Override
    public void onTick(long nanoTime) {
      ticks++;
    }

    @Override
    public void onClose(CloseReason reason) {
      events.add("close " + reason);
    }

    void send(String text) {
      socket.send(OutboundMessage.text(text));
    }
  }

  final EngineServer engine;
  private final WebServer server;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  TestEngine() {
    this(config -> config);
  }

  TestEngine(UnaryOperator<EngineConfig.Builder> settings) {
    engine = new EngineServer(settings.apply(EngineConfig.builder()).build(), this::open);
    HttpRouting.Builder routing = HttpRouting.builder();
    engine.routing(routing);
    var builder = WebServer.builder().host("127.0.0.1").port(0).shutdownHook(false);
    engine.listener(builder);
    server = builder.routing(routing).build().start();
  }

  /// The official suites' settings.
  static TestEngine quick() {
    return new TestEngine(TestEngine::quickly);
  }

  static EngineConfig.Builder quickly(EngineConfig.Builder config) {
    return config.pingInterval(Duration.ofMillis(300)).pingTimeout(Duration.ofMillis(200));
  }

  private EngineListener open(EngineSocket socket) {
    Session session = new Session(socket);
    sessions.put(socket.id(), session);
    return session;
  }

  int port() {
    return server.port();
  }

  Session session(String sid) {
    return sessions.get(sid);
  }

  EngineSession engineSession(String sid) {
    return (EngineSession) session(sid).socket;
  }

  boolean isKnown(String sid) {
    return engine.hasSession(sid);
  }

  List<String> events(String sid) {
    return session(sid).events;
  }

  void awaitClose(String sid, CloseReason reason) {
    await().pollInterval(Duration.ofMillis(2)).until(() -> events(sid).contains("close " + reason));
  }

  /// Opens a session over polling and gives its id.
  String open() throws IOException {
    return sid(RawHttp.exchange(port(), "GET", POLLING, "").body());
  }

  static String sid(String openPacket) {
    Matcher matcher = SID.matcher(openPacket);
    if (!matcher.find()) {
      throw new AssertionError(openPacket);
    }
    return matcher.group(1);
  }

  static String polling() {
    return POLLING;
  }

  static String polling(String sid) {
    return POLLING + "&sid=" + sid;
  }

  static String webSocket(String sid) {
    return WEBSOCKET + "&sid=" + sid;
  }

  RawHttp http() throws IOException {
    return new RawHttp(port());
  }

  RawHttp.Response poll(String sid) throws IOException {
    return RawHttp.exchange(port(), "GET", polling(sid), "");
  }

  RawHttp.Response post(String sid, String body) throws IOException {
    return RawHttp.exchange(port(), "POST", polling(sid), body);
  }

  RawWebSocket webSocket() throws IOException {
    return RawWebSocket.connect(port(), WEBSOCKET, 0);
  }

  RawWebSocket probe(String sid) throws IOException {
    return RawWebSocket.connect(port(), webSocket(sid), 0);
  }

  /// A GET that the server holds, for there is nothing to send.
  RawHttp park(String sid) throws IOException {
    RawHttp http = http();
    http.get(polling(sid));
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> engineSession(sid).polling().isWaiting());
    return http;
  }

  @Override
  public void close() {
    engine.close();
    server.stop();
  }
}
