package com.sup.messenger.websocket.engineio.polling;

/// The answer of a session to a request that names it.
public enum SessionStatus {
  USABLE,
  /// The session uses another transport.
  OTHER_TRANSPORT,
  /// The session already has a request of that kind.
  OVERLAP,
  /// The request is longer than allowed. The session stays.
  TOO_LARGE,
  /// The request has broken the protocol. This has ended the session.
  VIOLATED,
  /// The session has ended, or never was.
  UNKNOWN,
  /// The session is on another instance, and too many requests to that instance wait.
  BUSY
}
