package com.sup.messenger.websocket.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sup.messenger.json.text.ClientJson;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineListener;
import com.sup.messenger.websocket.engineio.EngineSocket;
import com.sup.messenger.websocket.socketio.json.ProtocolViolation;
import com.sup.messenger.websocket.socketio.lifecycle.DisconnectReason;
import com.sup.messenger.websocket.socketio.lifecycle.SocketState;
import com.sup.messenger.websocket.socketio.packet.PacketDecoder;
import com.sup.messenger.websocket.socketio.packet.PacketEncoder;
import com.sup.messenger.websocket.socketio.packet.Received;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One client's connection. It sorts the client's packets by namespace.
///
/// A namespace that the server put the client out of stays known. Packets sent before the client
/// noticed are no violation.
///
/// A client in no namespace is unknown, as before its first CONNECT. It counts as not
/// authenticated, and is closed after the [time to connect][SocketConfig#connectTimeout].
final class ClientConnection implements EngineListener {

  private static final JsonMapper JSON = new JsonMapper();

  /// The number of refused CONNECTs after which the connection ends.
  private static final int MAX_REFUSALS = 10;

  private final SocketServer server;
  private final EngineSocket engine;
  private final PacketDecoder decoder;
  private final JoinedSockets sockets = new JoinedSockets();
  private volatile long aloneSince = System.nanoTime();
  private volatile boolean attachmentAwaited;
  private volatile long attachmentAwaitedSince;
  private boolean ended;
  private int refusals;

  ClientConnection(SocketServer server, EngineSocket engine) {
    this.server = server;
    this.engine = engine;
    this.decoder = server.newDecoder();
  }

  EngineSocket engine() {
    return engine;
  }

  @Override
  public void onText(String data) {
    receive(() -> decoder.text(data));
  }

  @Override
  public void onBinary(byte[] data) {
    receive(() -> decoder.binary(data));
  }

  @Override
  public void onTick(long nanoTime) {
    if (sockets.areConnected()) {
      aloneSince = nanoTime;
    } else if (nanoTime - aloneSince >= server.config().connectTimeout().toNanos()) {
      engine.close(CloseReason.FORCED_CLOSE);
    }
    if (attachmentAwaited
        && nanoTime - attachmentAwaitedSince >= server.config().attachmentTimeout().toNanos()) {
      engine.close(CloseReason.PARSE_ERROR);
    }
    sockets.all().forEach(socket -> socket.tick(nanoTime));
  }

  @Override
  public void onClose(CloseReason reason) {
    ended = true;
    sockets.all().forEach(socket -> socket.close(DisconnectReason.of(reason)));
    sockets.clear();
  }

  /// Hands over nothing while a binary packet is incomplete: it must end on the connection where it
  /// began.
  @Override
  public Optional<byte[]> onHandOver() {
    if (ended
        || decoder.awaitsAttachment()
        || !sockets.all().stream().allMatch(Socket::canGoOnElsewhere)) {
      return Optional.empty();
    }
    ended = true;
    ArrayNode state = JsonNodeFactory.instance.arrayNode();
    sockets.all().forEach(socket -> state.add(socket.handOver().toJson()));
    sockets.clear();
    return Optional.of(state.toString().getBytes(UTF_8));
  }

  /// Continues a connection that another node has let go.
  void goOn(byte[] state) throws IOException {
    for (JsonNode one : JSON.readTree(state)) {
      goOn(SocketState.of(one));
    }
  }

  private void goOn(SocketState state) {
    Namespace namespace = server.find(state.namespace()).orElseThrow();
    Handshake handshake = new Handshake(engine.handshake(), ClientJson.EMPTY_OBJECT);
    Socket socket = new Socket(this, namespace, handshake);
    sockets.add(socket);
    socket.goOn(state);
  }

  /// Puts the client out of every namespace and ends the connection.
  void disconnect() {
    sockets.all().forEach(socket -> socket.close(DisconnectReason.SERVER_NAMESPACE_DISCONNECT));
    engine.close(CloseReason.FORCED_CLOSE);
  }

  @FunctionalInterface
  private interface Decoding {
    @Nullable Received decode() throws ProtocolViolation;
  }

  private void receive(Decoding decoding) {
    if (ended) {
      return;
    }
    try {
      Received packet = decoding.decode();
      awaitAttachment(packet == null);
      if (packet != null) {
        dispatch(packet);
      }
    } catch (ProtocolViolation _) {
      ended = true;
      engine.close(CloseReason.PARSE_ERROR);
    }
  }

  private void awaitAttachment(boolean awaited) {
    if (awaited && !attachmentAwaited) {
      attachmentAwaitedSince = System.nanoTime();
    }
    attachmentAwaited = awaited;
  }

  private void dispatch(Received packet) throws ProtocolViolation {
    switch (packet) {
      case Received.Connect connect -> connect(connect);
      case Received.Disconnect(var namespace) -> {
        Socket socket = sockets.joined(namespace);
        sockets.remove(namespace);
        socket.close(DisconnectReason.CLIENT_NAMESPACE_DISCONNECT);
        leftNamespace();
      }
      case Received.Event _, Received.Ack _, Received.Empty _ ->
          sockets.joined(packet.namespace()).receive(packet);
    }
  }

  /// Runs on the session's thread, like every admission. So a client that is admitted meanwhile
  /// stays known.
  private void leftNamespace() {
    if (!sockets.areConnected()) {
      aloneSince = System.nanoTime();
      engine.unauthenticated();
    }
  }

  private void connect(Received.Connect connect) throws ProtocolViolation {
    if (sockets.isConnected(connect.namespace())) {
      throw new ProtocolViolation("a CONNECT for a namespace that is joined");
    }
    try {
      Socket socket = admit(connect);
      sockets.add(socket);
      socket.namespace().announce(socket);
    } catch (ConnectRefused refusal) {
      engine.send(PacketEncoder.encode(refusal.toPacket(connect.namespace())));
      if (++refusals == MAX_REFUSALS) {
        ended = true;
        engine.close(CloseReason.FORCED_CLOSE);
      }
    }
  }

  private Socket admit(Received.Connect connect) throws ConnectRefused {
    if (sockets.besides(connect.namespace()) >= server.config().namespaces()) {
      throw new ConnectRefused("Too many namespaces");
    }
    Namespace namespace =
        server.find(connect.namespace()).orElseThrow(() -> new ConnectRefused("Invalid namespace"));
    Handshake handshake = new Handshake(engine.handshake(), connect.auth());
    Socket socket = new Socket(this, namespace, handshake);
    namespace.admit(socket);
    return socket;
  }
}
