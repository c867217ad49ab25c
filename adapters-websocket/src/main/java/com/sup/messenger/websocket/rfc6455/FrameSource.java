package com.sup.messenger.websocket.rfc6455;

import org.jspecify.annotations.Nullable;

/// The source of the data frames that a [WebSocketConnection] writes.
///
/// The owner of the connection keeps the only queue. The connection pulls from it when it has been
/// [woken][WebSocketConnection#wake()], one thread at a time.
@FunctionalInterface
public interface FrameSource {

  /// Removes the next whole encoded frame, or returns `null` if there is none now.
  ///
  /// Called by one thread at a time. Must not block. The array may be shared and is not changed.
  byte @Nullable [] poll();

  /// Called when the first `count` of the removed frames have been written.
  ///
  /// Called by the thread that removes them. Must not block.
  default void written(int count) {}
}
