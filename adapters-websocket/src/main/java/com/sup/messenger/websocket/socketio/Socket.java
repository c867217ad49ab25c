package com.sup.messenger.websocket.socketio;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.json.text.ClientJson;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineSocket;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.socketio.lifecycle.DisconnectReason;
import com.sup.messenger.websocket.socketio.lifecycle.SocketLifecycle;
import com.sup.messenger.websocket.socketio.lifecycle.SocketLifecycle.Phase;
import com.sup.messenger.websocket.socketio.lifecycle.SocketState;
import com.sup.messenger.websocket.socketio.packet.EncodedEvent;
import com.sup.messenger.websocket.socketio.packet.Packet;
import com.sup.messenger.websocket.socketio.packet.PacketEncoder;
import com.sup.messenger.websocket.socketio.packet.Received;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A client in a [Namespace]. Safe for use by many threads.
///
/// Events come one at a time on the connection's thread. After the end of the socket every method
/// that sends does nothing.
public final class Socket {

  private final ClientConnection connection;
  private final Namespace namespace;
  private volatile Handshake handshake;
  private final Handlers handlers;
  private final SocketLifecycle lifecycle = new SocketLifecycle();
  private volatile String id = Ids.next();
  private volatile @Nullable String pid;
  private volatile @Nullable Object attachment;
  private volatile @Nullable LongConsumer tickHandler;
  private volatile @Nullable Supplier<ObjectNode> handOverHandler;

  Socket(ClientConnection connection, Namespace namespace, Handshake handshake) {
    this.connection = connection;
    this.namespace = namespace;
    this.handshake = handshake;
    this.handlers = new Handlers(this, namespace.guard());
  }

  /// Returns the public id, 20 characters of base64url. It is not the session id of the transport,
  /// which is secret.
  public String id() {
    return id;
  }

  /// Returns the namespace that it is in.
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

  /// Returns a `nanoTime` before which all that was sent has arrived, as
  /// [EngineSocket#answeredPing].
  public long answeredPing() {
    return connection.engine().answeredPing();
  }

  /// Returns the time of receipt of the event that is handled now, as [EngineSocket#receivedAt].
  public long receivedAt() {
    return connection.engine().receivedAt();
  }

  /// Returns true while the connection of the client stands, before and after its admission.
  public boolean isThere() {
    return connection.engine().isOpen();
  }

  /// Returns true from the answer to CONNECT until the client leaves.
  public boolean isConnected() {
    return lifecycle.phase() == Phase.CONNECTED;
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
  /// recovered: the next socket is then given both ids. Only for a [Middleware].
  public void recoverable(String publicId, String privateId) {
    requireConnecting();
    id = publicId;
    pid = privateId;
  }

  /// Sets the handler of events, in place of the one before.
  public void onEvent(EventHandler handler) {
    handlers.onEvent(handler);
  }

  /// Adds a handler of the end. It is called once, on the thread that ends the socket; at once if
  /// the socket has ended.
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
    if (lifecycle.close(() -> {}) != Phase.CONNECTED) {
      throw new IllegalStateException("the socket has ended");
    }
    return new SocketState(namespace.name(), id, pid, state);
  }

  /// Continues a socket that another node has let go.
  void goOn(SocketState state) {
    id = state.id();
    pid = state.pid();
    lifecycle.open(() -> {});
    namespace.goOn(this, state.application());
  }

  /// Queues an event encoded for this namespace. Never blocks.
  ///
  /// @throws IllegalArgumentException if it is encoded for another one
  public void emit(EncodedEvent event) {
    send(event.messagesFor(namespace.name()));
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
    if (!isClosed()) {
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
    if (!lifecycle.open(() -> connection.engine().send(reply))) {
      throw new ConnectRefused("Disconnected");
    }
  }

  /// Answers of the client have no effect, because no event asks for one.
  void receive(Received packet) {
    if (!isClosed() && packet instanceof Received.Event event) {
      handlers.event(event);
    }
  }

  private boolean isClosed() {
    return lifecycle.phase() == Phase.CLOSED;
  }

  void tick(long nanoTime) {
    LongConsumer handler = tickHandler;
    if (handler != null && isConnected()) {
      namespace.guard().run(this, () -> handler.accept(nanoTime));
    }
  }

  void close(DisconnectReason reason) {
    if (lifecycle.close(() -> farewell(reason)) == Phase.CONNECTED) {
      handlers.disconnect(reason);
    }
  }

  private void farewell(DisconnectReason reason) {
    if (reason == DisconnectReason.SERVER_NAMESPACE_DISCONNECT) {
      connection.engine().send(PacketEncoder.encode(new Packet.Disconnect(namespace.name())));
    }
  }

  private void requireConnecting() {
    if (lifecycle.phase() != Phase.CONNECTING) {
      throw new IllegalStateException("allowed only in a middleware");
    }
  }
}
