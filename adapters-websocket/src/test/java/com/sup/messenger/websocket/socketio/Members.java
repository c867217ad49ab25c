package com.sup.messenger.websocket.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.sup.messenger.websocket.socketio.packet.EncodedEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The connected sockets of a namespace. Make it before the first connection.
final class Members {

  private final Namespace namespace;
  private final Map<String, Socket> sockets = new ConcurrentHashMap<>();

  Members(Namespace namespace) {
    this.namespace = namespace;
    namespace.onConnection(socket -> sockets.put(socket.id(), socket));
  }

  /// Emits an event to a socket of any namespace.
  static void emit(Socket socket, String name, JsonNode... args) {
    socket.emit(EncodedEvent.of(socket.namespace().name(), name, List.of(args)));
  }

  Namespace namespace() {
    return namespace;
  }

  List<Socket> connected() {
    return sockets.values().stream().filter(Socket::isConnected).toList();
  }

  Optional<Socket> socket(String id) {
    return Optional.ofNullable(sockets.get(id)).filter(Socket::isConnected);
  }
}
