package com.sup.messenger.websocket.socketio;

import java.util.HashSet;
import java.util.Set;

/// The state of a socket in its namespace, and its rooms. One lock guards both, so that no socket
/// stays in a room after its end.
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

  /// Runs `welcome` and enters the namespace.
  ///
  /// @return false if the socket has ended
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

  /// Ends the membership, after `farewell` if the socket is connected. Returns the state before.
  /// The rooms are still there.
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
