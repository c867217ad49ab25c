package com.sup.messenger.websocket.socketio;

/// Told of the exceptions of an application's handlers; must not throw.
@FunctionalInterface
public interface FailureListener {

  /// A handler of this socket has failed. The failure may hold what the client sent: log its class,
  /// not its message.
  void onFailure(Socket socket, Throwable failure);
}
