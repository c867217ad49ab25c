package com.sup.messenger.websocket.socketio.lifecycle;

/// Thrown if the socket left before it had acknowledged an event.
public final class DisconnectedException extends RuntimeException {

  DisconnectedException() {
    super("the socket has disconnected", null, false, false);
  }
}
