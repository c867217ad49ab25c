package com.sup.messenger.websocket.socketio;

/// Decides whether a client may join a [Namespace].
@FunctionalInterface
public interface Middleware {

  /// Lets the socket pass by returning; may block, the client's later packets wait.
  ///
  /// What is emitted here leaves before the answer to CONNECT; clients keep it until they are
  /// connected, which is how a [recovered][Socket#recover(String, String)] session gets what it
  /// missed.
  ///
  /// @throws ConnectRefused to refuse it; any other exception refuses it too, without telling why
  void admit(Socket socket) throws ConnectRefused;
}
