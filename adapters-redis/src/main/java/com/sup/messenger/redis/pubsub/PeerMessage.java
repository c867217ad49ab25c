package com.sup.messenger.redis.pubsub;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A message between instances: a question, or the answer to one.
///
/// @param number the number of the question at the asking instance
/// @param sender the id of the instance that sent it, at most 127 characters
/// @param good false if there is no answer
record PeerMessage(long number, String sender, boolean good, ByteBuffer content) {

  /// Returns bytes: the number, `good`, the length of the sender, the sender, the content.
  byte[] close() {
    byte[] from = sender.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(Long.BYTES + 2 + from.length + content.remaining())
        .putLong(number)
        .put((byte) (good ? 1 : 0))
        .put((byte) from.length)
        .put(from)
        .put(content.duplicate())
        .array();
  }

  static PeerMessage open(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long number = buffer.getLong();
    boolean good = buffer.get() == 1;
    byte[] from = new byte[buffer.get()];
    buffer.get(from);
    return new PeerMessage(
        number, new String(from, StandardCharsets.US_ASCII), good, buffer.slice());
  }

  /// Returns a copy of the content.
  byte[] bytes() {
    byte[] bytes = new byte[content.remaining()];
    content.duplicate().get(bytes);
    return bytes;
  }
}
