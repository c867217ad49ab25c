package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.websocket.engineio.CloseReason;

/// A WebSocket on its way to take over a polling session, here or at another instance.
interface Probe {

  /// Whether it is known to work: polls are released then.
  boolean isProbed();

  /// Never blocks.
  void close(CloseReason reason);
}
