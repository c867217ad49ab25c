package com.sup.messenger.websocket.engineio.polling;

/// What a session is to a request that names it.
public enum SessionStatus {
  USABLE,
  /// On another transport than the request's.
  OTHER_TRANSPORT,
  /// The session has a request of that kind already.
  OVERLAP,
  /// The request is longer than allowed; the session goes on.
  TOO_LARGE,
  /// The request has broken the protocol, which has ended the session.
  VIOLATED,
  /// Ended.
  UNKNOWN,
  /// Elsewhere, and too many requests are under way to there.
  BUSY
}
