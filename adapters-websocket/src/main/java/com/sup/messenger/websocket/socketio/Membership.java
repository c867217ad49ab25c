package com.sup.messenger.websocket.socketio;

import java.util.HashSet;
import java.util.Set;

/// Whether a socket is in its namespace, and the rooms that it is in: one lock for both, so that
/// nobody is left in a room after the end.
final class Membership {

  enum State {
    CONNECTING,
    CONNECTED,
    CLOSED
  }

  private final Socket socket;
  private final Namespace namespace;
  private final Set<String> rooms = new HashSet<>();
  private volatile State state = State.CONNECTING;

  Membership(Socket socket, Namespace namespace) {
    this.socket = socket;
    this.namespace = namespace;
  }

  boolean isConnecting() {
    return state == State.CONNECTING;
  }

  boolean isConnected() {
    return state == State.CONNECTED;
  }

  boolean isClosed() {
    return state == State.CLOSED;
  }

  /// Runs `welcome` and enters the namespace; false when it is too late.
  synchronized boolean open(Runnable welcome) {
    if (state != State.CONNECTING) {
      return false;
    }
    welcome.run();
    state = State.CONNECTED;
    rooms.add(socket.id());
    namespace.add(socket);
    return true;
  }

  /// Ends the membership, of a connected socket after `farewell`, and returns the state before; the
  /// rooms are still there.
  synchronized State close(Runnable farewell) {
    State before = state;
    if (before == State.CONNECTED) {
      farewell.run();
    }
    state = State.CLOSED;
    return before;
  }

  /// Leaves the rooms and the namespace, after [#close(Runnable)].
  synchronized void clear() {
    rooms.forEach(room -> namespace.rooms().leave(room, socket));
    rooms.clear();
    namespace.remove(socket);
  }

  synchronized void join(String... names) {
    if (isClosed()) {
      return;
    }
    for (String name : names) {
      if (rooms.add(name)) {
        namespace.rooms().join(name, socket);
      }
    }
  }

  synchronized void leave(String... names) {
    for (String name : names) {
      if (!name.equals(socket.id()) && rooms.remove(name)) {
        namespace.rooms().leave(name, socket);
      }
    }
  }

  synchronized Set<String> rooms() {
    return Set.copyOf(rooms);
  }

  synchronized boolean contains(String room) {
    return rooms.contains(room);
  }
}
