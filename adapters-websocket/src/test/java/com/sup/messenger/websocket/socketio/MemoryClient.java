package com.sup.messenger.websocket.socketio;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineListener;
import com.sup.messenger.websocket.engineio.EngineRequest;
import com.sup.messenger.websocket.engineio.EngineSocket;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.engineio.packet.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A client and its Engine.IO session in memory. Its packets are handled before `say` returns.
final class MemoryClient implements EngineSocket {

  private final EngineListener listener;
  private final List<OutboundMessage> sent = new ArrayList<>();
  private @Nullable CloseReason closeReason;
  private boolean finished;
  private boolean clogged;
  private boolean stranger = true;

  MemoryClient(SocketServer server) {
    this.listener = server.onOpen(this);
  }

  /// Makes a client whose connection another server has let go.
  MemoryClient(SocketServer server, byte[] state) {
    this.listener = server.onHandOver(this, state);
    finishIfClosed();
  }

  /// Lets its connection go, if it can continue elsewhere.
  Optional<byte[]> handOver() {
    return listener.onHandOver();
  }

  /// Sends messages, each without the `4` of a message packet.
  MemoryClient say(String... messages) {
    for (String message : messages) {
      listener.onText(message);
      finishIfClosed();
    }
    return this;
  }

  /// Joins the namespace; returns the socket.
  Socket connect(Members members, String auth) {
    String name = members.namespace().name();
    String prefix = name.equals("/") ? "" : name + ",";
    say("0" + prefix + auth);
    String reply =
        received().stream().filter(message -> message.startsWith("40")).findFirst().orElseThrow();
    String sid = Json.json(reply.substring(2 + prefix.length())).get("sid").textValue();
    return members.socket(sid).orElseThrow();
  }

  MemoryClient say(byte[] attachment) {
    listener.onBinary(attachment);
    finishIfClosed();
    return this;
  }

  void tick(long nanoTime) {
    listener.onTick(nanoTime);
    finishIfClosed();
  }

  void loseTransport(CloseReason reason) {
    close(reason);
    finishIfClosed();
  }

  /// Makes the transport refuse droppable messages from now on.
  void clog() {
    clogged = true;
  }

  /// Returns the messages since the last call, as in a polling body.
  synchronized List<String> received() {
    List<String> all = sent.stream().map(Wire::of).toList();
    sent.clear();
    return all;
  }

  synchronized List<OutboundMessage> receivedMessages() {
    List<OutboundMessage> all = List.copyOf(sent);
    sent.clear();
    return all;
  }

  synchronized @Nullable CloseReason closeReason() {
    return closeReason;
  }

  private void finishIfClosed() {
    CloseReason reason = closeReason();
    if (reason != null && !finished) {
      finished = true;
      listener.onClose(reason);
    }
  }

  @Override
  public String id() {
    return "engine-session-id-00";
  }

  @Override
  public void authenticated(Set<String> kept) {
    stranger = false;
  }

  @Override
  public void unauthenticated() {
    stranger = true;
  }

  /// Returns true if its session counts among the strangers.
  boolean isStranger() {
    return stranger;
  }

  @Override
  public EngineRequest handshake() {
    return new EngineRequest(
        "/socket.io/?EIO=4&token=secret",
        Map.of("EIO", "4", "token", "secret"),
        Map.of("user-agent", List.of("test")),
        "127.0.0.1",
        false,
        Instant.EPOCH);
  }

  @Override
  public String transport() {
    return "websocket";
  }

  @Override
  public synchronized void send(List<OutboundMessage> messages) {
    if (closeReason == null && !(clogged && messages.getFirst().isDroppable())) {
      sent.addAll(messages);
    }
  }

  @Override
  public long answeredPing() {
    return 0;
  }

  @Override
  public long receivedAt() {
    return System.nanoTime();
  }

  @Override
  public boolean isOpen() {
    return closeReason() == null;
  }

  @Override
  public synchronized void close(CloseReason reason) {
    if (closeReason == null) {
      closeReason = reason;
    }
  }
}
