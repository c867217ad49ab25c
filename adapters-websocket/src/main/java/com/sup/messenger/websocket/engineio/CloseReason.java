package com.sup.messenger.websocket.engineio;

/// The reason why an Engine.IO session ended, in the words that Socket.IO servers use.
public enum CloseReason {
  /// The transport failed: a poll was cancelled, or a connection was cut.
  TRANSPORT_ERROR("transport error"),
  /// The client closed the transport.
  TRANSPORT_CLOSE("transport close"),
  /// The server's application closed the session.
  FORCED_CLOSE("forced close"),
  /// No pong came in time.
  PING_TIMEOUT("ping timeout"),
  /// The client broke the protocol.
  PARSE_ERROR("parse error"),
  /// The client did not read, and its outbox was full.
  SLOW_CONSUMER("slow consumer"),
  /// The client's token has ended. The client must come back with a new one.
  AUTHENTICATION_OVER("authentication over"),
  /// The server stops.
  SERVER_SHUTTING_DOWN("server shutting down");

  private final String text;

  CloseReason(String text) {
    this.text = text;
  }

  /// Returns the reason as the application and the logs see it.
  public String text() {
    return text;
  }
}
