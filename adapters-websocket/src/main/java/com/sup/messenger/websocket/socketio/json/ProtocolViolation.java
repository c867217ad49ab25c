package com.sup.messenger.websocket.socketio.json;


/// The client sent what Socket.IO protocol v5 does not allow; its whole connection ends.
///
/// Carries no stack trace, so that a flood of violations is cheap, and nothing of what was sent.
public final class ProtocolViolation extends Exception {

  public ProtocolViolation(String message) {
    super(message, null, false, false);
  }
}
