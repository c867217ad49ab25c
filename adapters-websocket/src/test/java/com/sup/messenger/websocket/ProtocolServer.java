package com.sup.messenger.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import com.sup.messenger.listener.Deadlines;
import com.sup.messenger.listener.Listener;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.Cors;
import com.sup.messenger.websocket.engineio.EngineApplication;
import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.EngineListener;
import com.sup.messenger.websocket.engineio.EngineSocket;
import com.sup.messenger.websocket.engineio.NoPeers;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.engineio.server.EngineServer;
import com.sup.messenger.websocket.socketio.Socket;
import com.sup.messenger.websocket.socketio.SocketConfig;
import com.sup.messenger.websocket.socketio.SocketServer;
import com.sup.messenger.websocket.socketio.packet.EncodedEvent;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The server that the official protocol suites run against.
///
/// Settings come from the environment: `PORT` (3000), `PING_INTERVAL`, `PING_TIMEOUT` and
/// `CONNECT_TIMEOUT` in milliseconds (300, 200, 1000), `MAX_PAYLOAD` in bytes (1000000),
/// `ENGINE_PATH`.
///
/// It serves Socket.IO at `/socket.io/`. The namespaces `/` and `/custom` greet with the event
/// `auth` and the payload of CONNECT. On `/`, `message` is answered by `message-back`, and
/// `message-with-ack` by its acknowledgement, with the same arguments. With `ENGINE_ONLY=1` it
/// serves only Engine.IO, at `/engine.io/`, and echoes every message.
public final class ProtocolServer implements AutoCloseable {
  private final EngineServer engine;
  private final String path;
  private final Listener server;

  private ProtocolServer(EngineServer engine, String path, int port) {
    this.engine = engine;
    this.path = path;
    this.server =
        TestListeners.open(
            TestListeners.settings(port, 20_000, Deadlines.DEFAULT, Optional.empty()),
            engine.http(HttpRouting.builder()));
  }

  /// Starts the server, which runs until the process ends.
  public static void main(String[] arguments) throws IOException {
    ProtocolServer server = start(System.getenv());
    server.warmUp();
    System.out.println("listening on " + server.port());
  }

  /// Starts a server with the settings of an environment.
  public static ProtocolServer start(Map<String, String> environment) {
    boolean engineOnly = "1".equals(environment.get("ENGINE_ONLY"));
    EngineConfig config = config(environment, engineOnly ? "/engine.io/" : "/socket.io/");
    EngineApplication application = engineOnly ? Echo::new : socketIo(environment);
    return new ProtocolServer(
        new EngineServer(config, application, new NoPeers()),
        config.path(),
        number(environment, "PORT", 3000));
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    engine.close();
    server.close();
  }

  // The suites' heartbeat is shorter than the first request of a new Java process can take.
  private void warmUp() throws IOException {
    URL open = URI.create("http://127.0.0.1:" + port() + path + "?EIO=4&transport=polling").toURL();
    for (int i = 0; i < 100; i++) {
      try (InputStream body = open.openStream()) {
        body.readAllBytes();
      }
    }
  }

  private static EngineConfig config(Map<String, String> environment, String defaultPath) {
    return EngineConfig.builder()
        .path(environment.getOrDefault("ENGINE_PATH", defaultPath))
        .pingInterval(Duration.ofMillis(number(environment, "PING_INTERVAL", 300)))
        .pingTimeout(Duration.ofMillis(number(environment, "PING_TIMEOUT", 200)))
        .maxPayload(number(environment, "MAX_PAYLOAD", 1_000_000))
        .cors(Cors.anyOrigin())
        .build();
  }

  private static EngineApplication socketIo(Map<String, String> environment) {
    Duration connectTimeout = Duration.ofMillis(number(environment, "CONNECT_TIMEOUT", 1_000));
    SocketServer server =
        new SocketServer(
            new SocketConfig(
                connectTimeout,
                SocketConfig.DEFAULT.attachmentTimeout(),
                SocketConfig.DEFAULT.packets(),
                SocketConfig.DEFAULT.namespaces()),
            (_, _) -> {});
    server.of("/").onConnection(ProtocolServer::greet);
    server.of("/custom").onConnection(ProtocolServer::greet);
    server.of("/").onConnection(ProtocolServer::answer);
    return server;
  }

  private static void greet(Socket socket) {
    emit(socket, "auth", List.of(socket.handshake().auth().tree()));
  }

  private static void answer(Socket socket) {
    socket.onEvent(
        (name, args, ack) -> {
          switch (name) {
            case "message" -> emit(socket, "message-back", args.trees());
            case "message-with-ack" -> ack.send(args.trees().toArray(JsonNode[]::new));
            default -> {}
          }
        });
  }

  private static void emit(Socket socket, String name, List<JsonNode> args) {
    socket.emit(EncodedEvent.of(socket.namespace().name(), name, args));
  }

  private static int number(Map<String, String> environment, String name, int fallback) {
    return Integer.parseInt(environment.getOrDefault(name, String.valueOf(fallback)));
  }

  /// Sends every message back, in order.
  private record Echo(EngineSocket socket) implements EngineListener {
    @Override
    public void onText(String data) {
      socket.send(OutboundMessage.text(data));
    }

    @Override
    public void onBinary(byte[] data) {
      socket.send(OutboundMessage.binary(data));
    }

    @Override
    public void onClose(CloseReason reason) {}
  }
}
