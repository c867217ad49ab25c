package com.sup.messenger.websocket.engineio;

/// The reason why an Engine.IO session ended.
public enum CloseReason {
  /// The transport failed: a poll was cancelled, or a connection was cut.
  TRANSPORT_ERROR,
  /// The client closed the transport.
  TRANSPORT_CLOSE,
  /// The server's application closed the session.
  FORCED_CLOSE,
  /// No pong came in time.
  PING_TIMEOUT,
  /// The client broke the protocol.
  PARSE_ERROR,
  /// The client did not read, and its outbox was full.
  SLOW_CONSUMER,
  /// The client's token has ended. The client must come back with a new one.
  AUTHENTICATION_OVER,
  /// The server stops.
  SERVER_SHUTTING_DOWN
}
