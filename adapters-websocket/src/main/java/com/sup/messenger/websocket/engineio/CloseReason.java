package com.sup.messenger.websocket.engineio;

/// Why an Engine.IO session ended, in the words that Socket.IO servers use.
public enum CloseReason {
  /// The transport failed: a cancelled poll, a connection cut.
  TRANSPORT_ERROR("transport error"),
  /// The client closed the transport.
  TRANSPORT_CLOSE("transport close"),
  /// The server's application closed the session.
  FORCED_CLOSE("forced close"),
  /// No pong came in time.
  PING_TIMEOUT("ping timeout"),
  /// The client sent what the protocol does not allow.
  PARSE_ERROR("parse error"),
  /// The client did not take what was sent to it, and its outbox was full.
  SLOW_CONSUMER("slow consumer"),
  /// The client's token has ended. It is to come back with a new one.
  AUTHENTICATION_OVER("authentication over"),
  /// The server stops.
  SERVER_SHUTTING_DOWN("server shutting down");

  private final String text;

  CloseReason(String text) {
    this.text = text;
  }

  /// The reason as the application and the logs see it.
  public String text() {
    return text;
  }
}
