package com.sup.messenger.websocket.socketio.lifecycle;

import com.sup.messenger.websocket.engineio.CloseReason;

/// The reason why a socket left its namespace, in the words of the reference server.
public enum DisconnectReason {
  CLIENT_NAMESPACE_DISCONNECT("client namespace disconnect", false),
  SERVER_NAMESPACE_DISCONNECT("server namespace disconnect", false),
  TRANSPORT_ERROR("transport error", true),
  TRANSPORT_CLOSE("transport close", true),
  FORCED_CLOSE("forced close", true),
  PING_TIMEOUT("ping timeout", true),
  PARSE_ERROR("parse error", false),
  SLOW_CONSUMER("slow consumer", true),
  AUTHENTICATION_OVER("authentication over", true),
  SERVER_SHUTTING_DOWN("server shutting down", true);

  private final String text;
  private final boolean recoverable;

  DisconnectReason(String text, boolean recoverable) {
    this.text = text;
    this.recoverable = recoverable;
  }

  /// Returns the reason for the end of the connection.
  public static DisconnectReason of(CloseReason reason) {
    return switch (reason) {
      case TRANSPORT_ERROR -> TRANSPORT_ERROR;
      case TRANSPORT_CLOSE -> TRANSPORT_CLOSE;
      case FORCED_CLOSE -> FORCED_CLOSE;
      case PING_TIMEOUT -> PING_TIMEOUT;
      case PARSE_ERROR -> PARSE_ERROR;
      case SLOW_CONSUMER -> SLOW_CONSUMER;
      case AUTHENTICATION_OVER -> AUTHENTICATION_OVER;
      case SERVER_SHUTTING_DOWN -> SERVER_SHUTTING_DOWN;
    };
  }

  /// Returns the reason as applications and logs know it.
  public String text() {
    return text;
  }

  /// Returns true if nobody meant to leave. A session may then be kept for the client's return.
  public boolean isRecoverable() {
    return recoverable;
  }
}
