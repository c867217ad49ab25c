package com.sup.messenger.domain.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The places up to which a user has received and read a chat. They only move forward, and none is
/// read before it is delivered.
///
/// @param delivered the sequence number up to which a device has the chat, 0 at first
/// @param read the sequence number up to which the user has read the chat, 0 at first
public record Receipt(
    long delivered, @Nullable Instant deliveredAt, long read, @Nullable Instant readAt) {

  /// The receipt of a user who has received nothing.
  public static final Receipt NONE = new Receipt(0, null, 0, null);

  /// Returns one of the two places.
  ///
  /// @param isRead true for the read one
  public long place(boolean isRead) {
    return isRead ? read : delivered;
  }

  /// Returns the receipt after a message arrived, or was read and so has arrived too.
  ///
  /// @param seq the sequence number of the message
  /// @return the same receipt if the place of that kind is not behind
  public Receipt advance(long seq, boolean isRead, Instant at) {
    if (seq <= place(isRead)) {
      return this;
    }
    boolean arrived = seq > delivered;
    return new Receipt(
        arrived ? seq : delivered,
        arrived ? at : deliveredAt,
        isRead ? seq : read,
        isRead ? at : readAt);
  }
}
