package com.sup.messenger.websocket.engineio;

/// What a session is to a request that names it.
enum SessionStatus {
  USABLE,
  /// On another transport than the request's.
  OTHER_TRANSPORT,
  /// The session has a request of that kind already.
  OVERLAP,
  /// Ended.
  UNKNOWN
}
