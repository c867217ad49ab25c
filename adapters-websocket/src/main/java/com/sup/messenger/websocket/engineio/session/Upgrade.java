package com.sup.messenger.websocket.engineio.session;

/// The way of a WebSocket into a polling session.
public interface Upgrade {

  /// The client has probed the WebSocket; whether to answer it.
  boolean probe();

  /// The client has switched to the WebSocket; whether that carries the session now.
  boolean complete();

  /// The WebSocket will not carry the session.
  void withdraw();

  /// Ends the upgrade if it takes too long. Does nothing if the session itself watches over it.
  default void tick(long nanoTime) {}
}
