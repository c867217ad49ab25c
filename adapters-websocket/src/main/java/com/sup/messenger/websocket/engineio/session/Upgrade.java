package com.sup.messenger.websocket.engineio.session;

/// The upgrade of a polling session to a WebSocket.
public interface Upgrade {

  /// Called when the client has probed the WebSocket. Returns true if the probe must be answered.
  boolean probe();

  /// Called when the client has switched to the WebSocket. Returns true if it now carries the
  /// session.
  boolean complete();

  /// Called when the WebSocket will not carry the session.
  void withdraw();

  /// Ends the upgrade if it takes too long. Does nothing if the session itself watches over it.
  default void tick(long nanoTime) {}
}
