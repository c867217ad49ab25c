package com.sup.messenger.websocket.socketio;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The sockets of each room of a namespace. A room exists while a socket is in it.
final class Rooms {

  private final ConcurrentHashMap<String, Set<Socket>> members = new ConcurrentHashMap<>();

  void join(String room, Socket socket) {
    members.compute(
        room,
        (_, present) -> {
          Set<Socket> sockets = present == null ? ConcurrentHashMap.newKeySet(2) : present;
          sockets.add(socket);
          return sockets;
        });
  }

  void leave(String room, Socket socket) {
    members.computeIfPresent(
        room,
        (_, sockets) -> {
          sockets.remove(socket);
          return sockets.isEmpty() ? null : sockets;
        });
  }

  Set<Socket> in(String room) {
    return members.getOrDefault(room, Set.of());
  }

  Set<String> names() {
    return Set.copyOf(members.keySet());
  }
}
