package com.sup.messenger.websocket.socketio.json;

/// Thrown if a client breaks Socket.IO protocol v5. Its whole connection ends.
///
/// Carries no stack trace, so that a flood of violations is cheap, and no data of the client.
public final class ProtocolViolation extends Exception {

  /// Makes a violation. The message must hold no data of the client.
  public ProtocolViolation(String message) {
    super(message, null, false, false);
  }
}
