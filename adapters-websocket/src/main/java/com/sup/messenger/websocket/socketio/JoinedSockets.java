package com.sup.messenger.websocket.socketio;

import com.sup.messenger.websocket.socketio.json.ProtocolViolation;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// The sockets of one connection, by their namespaces. Also those that the server has put out:
/// their clients may not have noticed.
///
/// Written by the session's thread only, and read by any.
final class JoinedSockets {

  private volatile Map<String, Socket> byNamespace = Map.of();

  Collection<Socket> all() {
    return byNamespace.values();
  }

  /// Returns true if the client is in a namespace.
  boolean areConnected() {
    return all().stream().anyMatch(Socket::isConnected);
  }

  /// Returns true if the client is in that namespace.
  boolean isConnected(String namespace) {
    Socket socket = byNamespace.get(namespace);
    return socket != null && socket.isConnected();
  }

  /// Returns the number of sockets in other namespaces.
  int besides(String namespace) {
    return byNamespace.size() - (byNamespace.containsKey(namespace) ? 1 : 0);
  }

  /// Returns the socket of a namespace.
  ///
  /// @throws ProtocolViolation if there is none
  Socket joined(String namespace) throws ProtocolViolation {
    Socket socket = byNamespace.get(namespace);
    if (socket == null) {
      throw new ProtocolViolation("a packet for a namespace that was not joined");
    }
    return socket;
  }

  /// Adds a socket, in place of the one before in its namespace.
  void add(Socket socket) {
    Map<String, Socket> more = new HashMap<>(byNamespace);
    more.put(socket.namespace().name(), socket);
    byNamespace = Map.copyOf(more);
  }

  void remove(String namespace) {
    Map<String, Socket> fewer = new HashMap<>(byNamespace);
    fewer.remove(namespace);
    byNamespace = Map.copyOf(fewer);
  }

  void clear() {
    byNamespace = Map.of();
  }
}
