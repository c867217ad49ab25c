package com.sup.messenger.websocket.socketio;

/// Takes the exceptions of an application's handlers. Must not throw.
@FunctionalInterface
public interface FailureListener {

  /// Called when a handler of this socket has failed. The failure may hold a client's data: log its
  /// class, not its message.
  void onFailure(Socket socket, Throwable failure);
}
