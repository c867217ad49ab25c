package com.sup.messenger.websocket.rfc6455;

import org.jspecify.annotations.Nullable;

/// Where a [WebSocketConnection] takes the data frames that it writes.
///
/// The owner of the connection keeps the only queue; the connection pulls from it when it has been
/// [woken][WebSocketConnection#wake()], one thread at a time.
@FunctionalInterface
public interface FrameSource {

  /// Removes the next whole encoded frame, or returns `null` when there is none now.
  ///
  /// Called by one thread at a time; must not block. The array may be shared and is not changed.
  byte @Nullable [] poll();

  /// So many of the frames that were removed first have been written.
  ///
  /// Called by the thread that removes them; must not block.
  default void written(int count) {}
}
