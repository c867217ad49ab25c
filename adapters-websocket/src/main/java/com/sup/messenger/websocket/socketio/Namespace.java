package com.sup.messenger.websocket.socketio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.websocket.socketio.lifecycle.DisconnectReason;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A channel that clients join by CONNECT, with rooms of its own; safe for use by many threads.
///
/// Knows the sockets of this node only.
public final class Namespace {

  private final String name;
  private final Guard guard;
  private final List<Middleware> middlewares = new CopyOnWriteArrayList<>();
  private final List<Consumer<Socket>> connectionHandlers = new CopyOnWriteArrayList<>();
  private volatile @Nullable BiConsumer<Socket, ObjectNode> handedOverHandler;
  private final ConcurrentHashMap<String, Socket> sockets = new ConcurrentHashMap<>();
  private final Rooms rooms = new Rooms();

  Namespace(String name, Guard guard) {
    this.name = name;
    this.guard = guard;
  }

  /// The name, `/` first.
  public String name() {
    return name;
  }

  /// Asks this one too, after those before it, whether a client may join.
  public void use(Middleware middleware) {
    middlewares.add(middleware);
  }

  /// Calls the handler with each socket when it is connected, before its first event.
  public void onConnection(Consumer<Socket> handler) {
    connectionHandlers.add(handler);
  }

  /// Calls the handler, in place of an earlier one, with each socket that goes on here under its
  /// ids after another node has let it go, and with [what it was let go with][Socket#onHandOver],
  /// before its next event. Where it throws, the connection ends.
  public void onHandedOver(BiConsumer<Socket, ObjectNode> handler) {
    handedOverHandler = handler;
  }

  /// The sockets in any of the rooms; all sockets when there are none.
  public Broadcast to(String... rooms) {
    return new Broadcast(this, Set.of(), Set.of()).to(rooms);
  }

  /// All sockets but those in any of the rooms.
  public Broadcast except(String... rooms) {
    return to().except(rooms);
  }

  /// A live view of the connected sockets.
  public Collection<Socket> sockets() {
    return Collections.unmodifiableCollection(sockets.values());
  }

  /// The connected socket with this id.
  public Optional<Socket> socket(String id) {
    return Optional.ofNullable(sockets.get(id));
  }

  /// The names of the rooms that were joined; the rooms of the sockets' own ids are not among them.
  public Set<String> roomNames() {
    return rooms.names();
  }

  /// The number of connected sockets.
  public int size() {
    return sockets.size();
  }

  Rooms rooms() {
    return rooms;
  }

  Guard guard() {
    return guard;
  }

  /// Lets the socket in, or leaves nothing of it behind.
  void admit(Socket socket) throws ConnectRefused {
    try {
      for (Middleware middleware : middlewares) {
        middleware.admit(socket);
      }
      socket.welcome();
    } catch (ConnectRefused refusal) {
      socket.close(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
      throw refusal;
    } catch (RuntimeException | Error failure) {
      guard.report(socket, failure);
      socket.close(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
      throw new ConnectRefused("Internal error");
    }
  }

  void add(Socket socket) {
    sockets.put(socket.id(), socket);
  }

  void remove(Socket socket) {
    sockets.remove(socket.id(), socket);
  }

  void goOn(Socket socket, ObjectNode state) {
    BiConsumer<Socket, ObjectNode> handler = handedOverHandler;
    if (handler == null) {
      throw new IllegalStateException("goes on nowhere else");
    }
    handler.accept(socket, state);
  }

  void announce(Socket socket) {
    for (Consumer<Socket> handler : connectionHandlers) {
      guard.run(socket, () -> handler.accept(socket));
    }
  }
}
