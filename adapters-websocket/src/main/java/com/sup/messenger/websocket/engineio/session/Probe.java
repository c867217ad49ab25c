package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.websocket.engineio.CloseReason;

/// A WebSocket that is to take over a polling session, here or at another instance.
interface Probe {

  /// Returns true if the WebSocket is known to work. Polls are then released.
  boolean isProbed();

  /// Closes the WebSocket. Never blocks.
  void close(CloseReason reason);
}
