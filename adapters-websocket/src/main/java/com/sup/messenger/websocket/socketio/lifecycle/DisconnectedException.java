package com.sup.messenger.websocket.socketio.lifecycle;

/// The socket left before it had acknowledged.
public final class DisconnectedException extends RuntimeException {

  DisconnectedException() {
    super("the socket has disconnected", null, false, false);
  }
}
