package com.sup.messenger.websocket.engineio;

/// The way of a WebSocket into a polling session.
interface Upgrade {

  /// The client has probed the WebSocket; whether to answer it.
  boolean probe();

  /// The client has switched to the WebSocket; whether that carries the session now.
  boolean complete();

  /// The WebSocket will not carry the session.
  void withdraw();
}
