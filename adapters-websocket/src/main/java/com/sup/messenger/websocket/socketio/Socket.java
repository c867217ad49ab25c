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

/// A client in a [Namespace]; safe for use by many threads.
///
/// Events come one at a time on the connection's thread. After the end of the socket every method
/// that sends or joins does nothing.
public final class Socket implements Emitter {

  private final Connection connection;
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

  Socket(Connection connection, Namespace namespace, Handshake handshake, PendingAcks pendingAcks) {
    this.connection = connection;
    this.namespace = namespace;
    this.handshake = handshake;
    this.pendingAcks = pendingAcks;
    this.handlers = new Handlers(this, namespace.guard());
    this.membership = new Membership(this, namespace);
  }

  /// The public id, 20 characters of base64url; not the session id of the transport, which is
  /// secret.
  public String id() {
    return id;
  }

  @Override
  public Namespace namespace() {
    return namespace;
  }

  /// What the client connected with.
  public Handshake handshake() {
    return handshake;
  }

  /// The client is known: keeps nothing of `auth` any longer, nor of the request's path, query and
  /// headers; they may be long, and hold secrets.
  ///
  /// @param kept the names, in small letters, of parameters of the query and headers that are kept
  ///     for a later CONNECT on the same connection
  public void authenticated(Set<String> kept) {
    connection.engine().authenticated(kept);
    handshake = new Handshake(connection.engine().handshake(), ClientJson.EMPTY_OBJECT);
  }

  /// The transport in use now, `polling` or `websocket`.
  public String transport() {
    return connection.engine().transport();
  }

  /// Whether the connection stands, by which the client has come or wants to.
  public boolean isThere() {
    return connection.engine().isOpen();
  }

  /// Whether the client has been told that it is connected, and has not left since.
  public boolean isConnected() {
    return membership.isConnected();
  }

  /// Keeps something of the application with the socket, in place of what was kept before.
  public void attach(Object thing) {
    attachment = thing;
  }

  /// What was attached.
  ///
  /// @throws IllegalStateException when nothing of this type was
  public <T> T attachment(Class<T> type) {
    if (!type.isInstance(attachment)) {
      throw new IllegalStateException("nothing of " + type + " is attached");
    }
    return type.cast(attachment);
  }

  /// In a [Middleware]: gives the socket a public id, and tells the client a private one, by which
  /// it may later ask to be recovered.
  public void recoverable(String publicId, String privateId) {
    requireConnecting();
    id = publicId;
    pid = privateId;
  }

  /// In a [Middleware]: lets the socket go on as an earlier one, under that one's two ids.
  public void recover(String earlierId, String privateId) {
    recoverable(earlierId, privateId);
    recovered = true;
  }

  /// Whether the socket goes on as an earlier one.
  public boolean isRecovered() {
    return recovered;
  }

  /// Handles the events of a name, in place of an earlier handler of that name.
  public void on(String name, EventHandler handler) {
    handlers.on(name, handler);
  }

  /// Handles every event, before the handler of its name, in place of an earlier such handler.
  public void onAny(EventHandler handler) {
    handlers.onAny(handler);
  }

  /// Called once when the socket ends, its rooms still there, on the thread that ends it; at once
  /// when that has been.
  public void onDisconnecting(Consumer<DisconnectReason> handler) {
    handlers.onDisconnecting(handler);
  }

  /// Called once when the socket has ended and left its rooms, on the thread that ends it; at once
  /// when that has been.
  public void onDisconnect(Consumer<DisconnectReason> handler) {
    handlers.onDisconnect(handler);
  }

  /// Called now and then with the `nanoTime` (at least once a second) by the server's clock thread,
  /// in place of an earlier handler; must not block, and may run beside the other handlers.
  public void onTick(LongConsumer handler) {
    tickHandler = handler;
  }

  /// Lets the socket go on at another node: called once when it is about to, in place of an earlier
  /// handler, after all events of the client. What is sent to the socket until the handler returns
  /// reaches the client; the handlers of its end are not called. Without a handler the socket
  /// stays.
  ///
  /// @param handler ends what belongs to the socket here, and tells what is needed
  ///     [there][Namespace#onHandedOver]; where it throws, the connection ends
  public void onHandOver(Supplier<ObjectNode> handler) {
    handOverHandler = handler;
  }

  boolean canGoOnElsewhere() {
    return handOverHandler != null && isConnected();
  }

  /// Ends the socket without a word, for it goes on elsewhere.
  SocketState handOver() {
    ObjectNode state = requireNonNull(handOverHandler).get();
    if (membership.close(() -> {}) != Membership.State.CONNECTED) {
      throw new IllegalStateException("ended meanwhile");
    }
    membership.clear();
    pendingAcks.close();
    return new SocketState(namespace.name(), id, pid, recovered, pendingAcks.nextId(), state);
  }

  /// Goes on as the socket that another node has let go.
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
  /// timeout, with [DisconnectedException] when the socket ends, at once with
  /// [IllegalStateException] when too many answers are awaited, or when
  /// [PacketLimits] refuse the answer. What hangs on it runs on the
  /// connection's thread.
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

  /// The other sockets in any of the rooms; all others when there are none.
  public Broadcast to(String... others) {
    return namespace.to(others).except(id);
  }

  /// Joins rooms.
  public void join(String... names) {
    membership.join(names);
  }

  /// Leaves rooms; the one of its own id it cannot leave.
  public void leave(String... names) {
    membership.leave(names);
  }

  /// The rooms that the socket is in, the one of its own id among them, until it ends.
  public Set<String> rooms() {
    return membership.rooms();
  }

  /// Whether the socket is in a room.
  public boolean isIn(String room) {
    return membership.contains(room);
  }

  /// Puts the client out of the namespace, or out of all of them and ends the connection.
  ///
  /// The stock client does not come back by itself.
  public void disconnect(boolean closeConnection) {
    close(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
    if (closeConnection) {
      connection.disconnect();
    }
  }

  /// Ends the connection without a word, so that the stock client comes back by itself.
  public void closeConnection(CloseReason reason) {
    connection.engine().close(reason);
  }

  void send(List<OutboundMessage> messages) {
    if (!membership.isClosed()) {
      connection.engine().send(messages);
    }
  }

  /// Tells the client that it is connected, if the socket was not ended meanwhile.
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
      throw new IllegalStateException("only while connecting");
    }
  }
}
