package com.sup.messenger.websocket.engineio.server;

import static org.awaitility.Awaitility.await;

import com.sup.messenger.listener.Listener;
import com.sup.messenger.websocket.TestListeners;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineApplication;
import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.EngineConfigBuilder;
import com.sup.messenger.websocket.engineio.EngineListener;
import com.sup.messenger.websocket.engineio.EngineSocket;
import com.sup.messenger.websocket.engineio.NoPeers;
import com.sup.messenger.websocket.engineio.Peers;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.engineio.relay.MemoryNetwork;
import com.sup.messenger.websocket.engineio.relay.RelayTimings;
import com.sup.messenger.websocket.engineio.session.EngineSession;
import com.sup.messenger.websocket.engineio.session.SessionWatch;
import com.sup.messenger.websocket.rfc6455.RawWebSocket;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A listener with an Engine.IO server whose application records all calls.
final class TestEngine implements AutoCloseable {
  private static final RelayTimings QUICK =
      new RelayTimings(Duration.ofMillis(50), Duration.ofMillis(150), 5);

  /// Longer than a test waits: what only the time brings fails the test.
  private static final RelayTimings PATIENT =
      new RelayTimings(Duration.ofMinutes(1), Duration.ofMinutes(1), 5);

  static final String PATH = "/socket.io/";
  private static final String POLLING = PATH + "?EIO=4&transport=polling";
  private static final String WEBSOCKET = PATH + "?EIO=4&transport=websocket";
  private static final Pattern SID = Pattern.compile("\"sid\":\"([^\"]+)\"");

  /// The calls of the application for one session.
  static final class Session implements EngineListener {
    final EngineSocket socket;
    final List<String> events;
    private final List<String> outbound = new ArrayList<>();
    private Session successor;
    private boolean away;
    volatile int ticks;

    /// The [System#nanoTime()] of the end.
    volatile long endedAt;

    volatile CountDownLatch mayEnd = new CountDownLatch(0);
    volatile CountDownLatch mayGoOn = new CountDownLatch(0);

    Session(EngineSocket socket, List<String> events) {
      this.socket = socket;
      this.events = events;
    }

    @Override
    public void onText(String data) {
      events.add("text " + data);
      switch (data) {
        case "fail" -> throw new IllegalStateException("secret");
        case "overflow" -> throw new StackOverflowError("secret");
        case "close" -> socket.close(CloseReason.FORCED_CLOSE);
        case "wait" -> await(mayGoOn);
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
    public Optional<byte[]> onHandOver() {
      if (events.contains("text stay")) {
        return Optional.empty();
      }
      if (events.contains("text mark")) {
        send("last");
      }
      synchronized (outbound) {
        away = true;
      }
      return Optional.of("state".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void onClose(CloseReason reason) {
      await(mayEnd);
      endedAt = System.nanoTime();
      events.add("close " + reason);
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /// Sends a text. After the hand-over the session at the other engine sends it.
    void send(String text) {
      synchronized (outbound) {
        if (successor != null) {
          successor.send(text);
        } else if (away) {
          outbound.add(text);
        } else {
          socket.send(OutboundMessage.text(text));
        }
      }
    }

    private void goOnAs(Session next) {
      synchronized (outbound) {
        outbound.forEach(next::send);
        successor = next;
      }
    }
  }

  final EngineServer engine;
  private final Listener server;
  private final Map<String, Session> sessions;
  private final TestEngine door;

  TestEngine() {
    this(config -> config);
  }

  TestEngine(UnaryOperator<EngineConfigBuilder> settings) {
    this(settings, new NoPeers(), QUICK, new ConcurrentHashMap<>(), null);
  }

  private TestEngine(
      UnaryOperator<EngineConfigBuilder> settings,
      Peers peers,
      RelayTimings timings,
      Map<String, Session> sessions,
      TestEngine door) {
    this.sessions = sessions;
    this.door = door;
    engine =
        new EngineServer(
            settings.apply(EngineConfig.builder()).build(), new Application(), peers, timings);
    server = TestListeners.open(TestListeners.settings(), engine.http(HttpRouting.builder()));
  }

  /// Makes an engine whose sessions' requests come in by this door.
  static TestEngine behind(Door door) {
    return behind(door, config -> config);
  }

  static TestEngine behind(Door door, UnaryOperator<EngineConfigBuilder> settings) {
    return door == Door.OWN ? new TestEngine(settings) : beside(new MemoryNetwork(), settings);
  }

  /// Makes an engine, `owner`, whose sessions' requests come in at another one, `other`.
  static TestEngine beside(MemoryNetwork network, UnaryOperator<EngineConfigBuilder> settings) {
    return beside(network, settings, QUICK);
  }

  private static TestEngine beside(
      MemoryNetwork network, UnaryOperator<EngineConfigBuilder> settings, RelayTimings timings) {
    Map<String, Session> sessions = new ConcurrentHashMap<>();
    TestEngine other = new TestEngine(settings, network.join("other"), timings, sessions, null);
    return new TestEngine(settings, network.join("owner"), timings, sessions, other);
  }

  /// Makes the same with instances that wait long for each other.
  static TestEngine patientBeside(MemoryNetwork network) {
    return beside(network, config -> config, PATIENT);
  }

  /// Makes an engine behind this door, with instances that wait long for each other.
  static TestEngine patientBehind(Door door) {
    return door == Door.OWN ? new TestEngine() : patientBeside(new MemoryNetwork());
  }

  /// Makes an engine with the official suites' settings.
  static TestEngine quick() {
    return new TestEngine(TestEngine::quickly);
  }

  static EngineConfigBuilder quickly(EngineConfigBuilder config) {
    return config.pingInterval(Duration.ofMillis(300)).pingTimeout(Duration.ofMillis(200));
  }

  /// Gives a client time to answer a ping, even on a busy machine.
  static EngineConfigBuilder patiently(EngineConfigBuilder config) {
    return config.pingInterval(Duration.ofMillis(100)).pingTimeout(Duration.ofSeconds(2));
  }

  private final class Application implements EngineApplication {

    @Override
    public EngineListener onOpen(EngineSocket socket) {
      Session session = new Session(socket, new CopyOnWriteArrayList<>());
      sessions.put(socket.id(), session);
      return session;
    }

    @Override
    public EngineListener onHandOver(EngineSocket socket, byte[] state) {
      Session before = sessions.get(socket.id());
      List<String> events = before.events;
      if (events.contains("text refuse")) {
        throw new IllegalStateException("secret");
      }
      Session session = new Session(socket, events);
      sessions.put(socket.id(), session);
      if (events.contains("text mark")) {
        session.send("first");
      }
      before.goOnAs(session);
      return session;
    }
  }

  /// Returns the port where the requests of sessions come in.
  int port() {
    return door == null ? server.port() : door.port();
  }

  /// Returns the engine whose door is used.
  TestEngine other() {
    return door;
  }

  Session session(String sid) {
    return sessions.get(sid);
  }

  EngineSession engineSession(String sid) {
    return (EngineSession) session(sid).socket;
  }

  boolean isKnown(String sid) {
    return engine.hasSession(sid) || (door != null && door.isKnown(sid));
  }

  List<String> events(String sid) {
    return session(sid).events;
  }

  void awaitClose(String sid, CloseReason reason) {
    await().pollInterval(Duration.ofMillis(2)).until(() -> events(sid).contains("close " + reason));
  }

  /// Opens a session over polling and returns its id.
  String open() throws IOException {
    return sid(RawHttp.exchange(server.port(), "GET", POLLING, "").body());
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
    return RawWebSocket.connect(server.port(), WEBSOCKET, 0);
  }

  RawWebSocket probe(String sid) throws IOException {
    return RawWebSocket.connect(port(), webSocket(sid), 0);
  }

  /// Sends a GET that the server holds, because there is nothing to send.
  RawHttp park(String sid) throws IOException {
    RawHttp http = http();
    http.get(polling(sid));
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> SessionWatch.isPollWaiting(engineSession(sid)));
    return http;
  }

  @Override
  public void close() {
    engine.close();
    server.close();
    if (door != null) {
      door.close();
    }
  }
}
