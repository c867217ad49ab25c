package com.sup.messenger.websocket.socketio;

/// Decides whether a client may join a [Namespace].
@FunctionalInterface
public interface Middleware {

  /// Lets the socket pass by returning. May block; the client's later packets wait.
  ///
  /// Events emitted here leave before the answer to CONNECT. Clients keep them until they are
  /// connected. So a [recovered][Socket#recoverable(String, String)] session gets the events that
  /// it missed.
  ///
  /// @throws ConnectRefused to refuse the socket; any other exception refuses it too, without a
  ///     reason
  void admit(Socket socket) throws ConnectRefused;
}
