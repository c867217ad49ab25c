package com.sup.messenger.websocket.socketio;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.socketio.json.ClientJson;
import com.sup.messenger.websocket.socketio.json.PacketLimits;
import com.sup.messenger.websocket.socketio.lifecycle.DisconnectReason;
import com.sup.messenger.websocket.socketio.lifecycle.DisconnectedException;
import com.sup.messenger.websocket.socketio.lifecycle.PendingAcks;
import com.sup.messenger.websocket.socketio.lifecycle.SocketState;
import com.sup.messenger.websocket.socketio.packet.EncodedEvent;
import com.sup.messenger.websocket.socketio.packet.Packet;
import com.sup.messenger.websocket.socketio.packet.PacketEncoder;
import com.sup.messenger.websocket.socketio.packet.Received;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A client in a [Namespace]. Safe for use by many threads.
///
/// Events come one at a time on the connection's thread. After the end of the socket every method
/// that sends or joins does nothing.
public final class Socket implements Emitter {

  private final ClientConnection connection;
  private final Namespace namespace;
  private volatile Handshake handshake;
  private final PendingAcks pendingAcks;
  private final Handlers handlers;
  private final Membership membership;
  private volatile String id = Ids.next();
  private volatile @Nullable String pid;
  private volatile boolean recovered;
  private volatile @Nullable Object attachment;
  private volatile @Nullable LongConsumer tickHandler;
  private volatile @Nullable Supplier<ObjectNode> handOverHandler;

  Socket(
      ClientConnection connection,
      Namespace namespace,
      Handshake handshake,
      PendingAcks pendingAcks) {
    this.connection = connection;
    this.namespace = namespace;
    this.handshake = handshake;
    this.pendingAcks = pendingAcks;
    this.handlers = new Handlers(this, namespace.guard());
    this.membership = new Membership(this, namespace);
  }

  /// Returns the public id, 20 characters of base64url. It is not the session id of the transport,
  /// which is secret.
  public String id() {
    return id;
  }

  @Override
  public Namespace namespace() {
    return namespace;
  }

  /// Returns the data that the client connected with.
  public Handshake handshake() {
    return handshake;
  }

  /// Marks the client as known. Drops `auth`, and the request's path, query and headers: they may
  /// be long, and hold secrets.
  ///
  /// @param kept the names, in small letters, of query parameters and headers to keep for a later
  ///     CONNECT on the same connection
  public void authenticated(Set<String> kept) {
    connection.engine().authenticated(kept);
    handshake = new Handshake(connection.engine().handshake(), ClientJson.EMPTY_OBJECT);
  }

  /// Returns the transport in use now, `polling` or `websocket`.
  public String transport() {
    return connection.engine().transport();
  }

  /// Returns true while the connection of the client stands, before and after its admission.
  public boolean isThere() {
    return connection.engine().isOpen();
  }

  /// Returns true from the answer to CONNECT until the client leaves.
  public boolean isConnected() {
    return membership.isConnected();
  }

  /// Keeps an object of the application with the socket, in place of the one before.
  public void attach(Object thing) {
    attachment = thing;
  }

  /// Returns the attached object.
  ///
  /// @throws IllegalStateException if none of this type is attached
  public <T> T attachment(Class<T> type) {
    if (!type.isInstance(attachment)) {
      throw new IllegalStateException("no " + type + " is attached");
    }
    return type.cast(attachment);
  }

  /// Sets a public id, and sends the client a private one. The client may later name it to be
  /// recovered. Only for a [Middleware].
  public void recoverable(String publicId, String privateId) {
    requireConnecting();
    id = publicId;
    pid = privateId;
  }

  /// Lets the socket continue an earlier one, under that one's two ids. Only for a [Middleware].
  public void recover(String earlierId, String privateId) {
    recoverable(earlierId, privateId);
    recovered = true;
  }

  /// Returns true if the socket continues an earlier one.
  public boolean isRecovered() {
    return recovered;
  }

  /// Sets the handler of events with this name, in place of the one before.
  public void on(String name, EventHandler handler) {
    handlers.on(name, handler);
  }

  /// Sets a handler for every event, in place of the one before. It runs before the handler of the
  /// event's name.
  public void onAny(EventHandler handler) {
    handlers.onAny(handler);
  }

  /// Adds a handler of the end that runs while the socket's rooms are still there. It is called
  /// once, on the thread that ends the socket; at once if the socket has ended.
  public void onDisconnecting(Consumer<DisconnectReason> handler) {
    handlers.onDisconnecting(handler);
  }

  /// Adds a handler of the end that runs when the socket has left its rooms. It is called once, on
  /// the thread that ends the socket; at once if the socket has ended.
  public void onDisconnect(Consumer<DisconnectReason> handler) {
    handlers.onDisconnect(handler);
  }

  /// Sets the handler of the clock, in place of the one before. It gets the `nanoTime` at least
  /// once a second, on the server's clock thread. Must not block, and may run beside the other
  /// handlers.
  public void onTick(LongConsumer handler) {
    tickHandler = handler;
  }

  /// Sets the handler of a hand-over to another node, in place of the one before. It is called
  /// once, after all events of the client. Messages sent before it returns reach the client. The
  /// handlers of the end are not called. A socket without this handler stays.
  ///
  /// @param handler ends the socket's work here, and returns the state that is needed
  ///     [there][Namespace#onHandedOver]; if it throws, the connection ends
  public void onHandOver(Supplier<ObjectNode> handler) {
    handOverHandler = handler;
  }

  boolean canGoOnElsewhere() {
    return handOverHandler != null && isConnected();
  }

  /// Ends the socket without a packet, because it continues elsewhere.
  SocketState handOver() {
    ObjectNode state = requireNonNull(handOverHandler).get();
    if (membership.close(() -> {}) != Membership.State.CONNECTED) {
      throw new IllegalStateException("the socket has ended");
    }
    membership.clear();
    pendingAcks.close();
    return new SocketState(namespace.name(), id, pid, recovered, pendingAcks.nextId(), state);
  }

  /// Continues a socket that another node has let go.
  void goOn(SocketState state) {
    id = state.id();
    pid = state.pid();
    recovered = state.recovered();
    membership.open(() -> {});
    namespace.goOn(this, state.application());
  }

  @Override
  public void emit(EncodedEvent event) {
    send(event.messagesFor(namespace.name()));
  }

  /// Emits an event and returns the client's answer.
  ///
  /// The future fails with [java.util.concurrent.TimeoutException] up to a second after the
  /// timeout, and with [DisconnectedException] when the socket ends. It fails at once with
  /// [IllegalStateException] if too many answers are awaited, or if [PacketLimits] refuse the
  /// answer. Its stages run on the connection's thread.
  public CompletableFuture<List<JsonNode>> emitWithAck(
      Duration timeout, String name, JsonNode... args) {
    long ackId = pendingAcks.nextId();
    var event = new Packet.Event(namespace.name(), OptionalLong.of(ackId), name, List.of(args));
    var messages = PacketEncoder.encode(event);
    CompletableFuture<List<JsonNode>> answer = new CompletableFuture<>();
    if (pendingAcks.add(ackId, answer, timeout)) {
      send(messages);
    }
    return answer;
  }

  /// Returns the other sockets in any of the rooms, or all others if no room is given.
  public Broadcast to(String... others) {
    return namespace.to(others).except(id);
  }

  /// Joins rooms.
  public void join(String... names) {
    membership.join(names);
  }

  /// Leaves rooms. The socket cannot leave the room of its own id.
  public void leave(String... names) {
    membership.leave(names);
  }

  /// Returns the rooms of the socket, with the room of its own id, until it ends.
  public Set<String> rooms() {
    return membership.rooms();
  }

  /// Returns true if the socket is in a room.
  public boolean isIn(String room) {
    return membership.contains(room);
  }

  /// Puts the client out of the namespace, or out of all namespaces and ends the connection.
  ///
  /// The stock client does not come back by itself.
  public void disconnect(boolean closeConnection) {
    close(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
    if (closeConnection) {
      connection.disconnect();
    }
  }

  /// Ends the connection without a packet, so that the stock client comes back by itself.
  public void closeConnection(CloseReason reason) {
    connection.engine().close(reason);
  }

  void send(List<OutboundMessage> messages) {
    if (!membership.isClosed()) {
      connection.engine().send(messages);
    }
  }

  /// Sends the answer to CONNECT, if the socket has not ended meanwhile.
  void welcome() throws ConnectRefused {
    ObjectNode payload = JsonNodeFactory.instance.objectNode().put("sid", id);
    if (pid != null) {
      payload.put("pid", pid);
    }
    var reply = PacketEncoder.encode(new Packet.Connect(namespace.name(), payload));
    if (!membership.open(() -> connection.engine().send(reply))) {
      throw new ConnectRefused("Disconnected");
    }
  }

  void receive(Received packet) {
    if (membership.isClosed()) {
      return;
    }
    switch (packet) {
      case Received.Event event -> handlers.event(event);
      case Received.Ack ack -> pendingAcks.resolve(ack.ackId(), ack.args());
      default -> {}
    }
  }

  void tick(long nanoTime) {
    pendingAcks.expire(nanoTime);
    LongConsumer handler = tickHandler;
    if (handler != null && isConnected()) {
      namespace.guard().run(this, () -> handler.accept(nanoTime));
    }
  }

  void close(DisconnectReason reason) {
    Membership.State before = membership.close(() -> farewell(reason));
    if (before == Membership.State.CLOSED) {
      return;
    }
    boolean wasConnected = before == Membership.State.CONNECTED;
    if (wasConnected) {
      handlers.disconnecting(reason);
    }
    membership.clear();
    pendingAcks.close();
    if (wasConnected) {
      handlers.disconnect(reason);
    }
  }

  private void farewell(DisconnectReason reason) {
    if (reason == DisconnectReason.SERVER_NAMESPACE_DISCONNECT) {
      connection.engine().send(PacketEncoder.encode(new Packet.Disconnect(namespace.name())));
    }
  }

  private void requireConnecting() {
    if (!membership.isConnecting()) {
      throw new IllegalStateException("allowed only in a middleware");
    }
  }
}
