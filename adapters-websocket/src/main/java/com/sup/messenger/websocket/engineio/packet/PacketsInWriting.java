package com.sup.messenger.websocket.engineio.packet;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The packets that a transport has taken and is writing, in order. Takes no memory while empty.
/// Not thread-safe.
final class PacketsInWriting {

  private static final int SMALL = 16;

  private final OutboundBudget budget;
  private @Nullable ArrayDeque<OutboundMessage> packets;

  PacketsInWriting(OutboundBudget budget) {
    this.budget = budget;
  }

  void add(OutboundMessage packet) {
    if (packets == null) {
      packets = new ArrayDeque<>(4);
    }
    packets.add(packet);
  }

  /// Removes the first ones.
  void written(int count) {
    ArrayDeque<OutboundMessage> messages = packets;
    if (messages != null) {
      for (int i = Math.min(count, messages.size()); i > 0; i--) {
        messages.remove().waitsNoMore(budget);
      }
      // A small queue is used again. A large one was for a burst.
      packets = count > SMALL && messages.isEmpty() ? null : messages;
    }
  }

  /// Returns their bytes.
  long bytes() {
    long bytes = 0;
    if (packets != null) {
      for (OutboundMessage message : packets) {
        bytes += message.frame().length;
      }
    }
    return bytes;
  }
}
