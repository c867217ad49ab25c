package com.sup.messenger.websocket.engineio.server;

/// The instance where a session's requests come in.
enum Door {
  /// The instance that has the session.
  OWN,
  /// Another instance.
  OTHER
}
