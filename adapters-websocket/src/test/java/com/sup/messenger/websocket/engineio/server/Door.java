package com.sup.messenger.websocket.engineio.server;

/// Through which instance a session's requests come in.
enum Door {
  /// The one that has the session.
  OWN,
  /// Another one.
  OTHER
}
