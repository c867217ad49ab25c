package com.sup.messenger.listener.wire;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/// Buffers that threads borrow for one read or write.
///
/// A thread gives its buffer back before it waits, so that there are never many more than there are
/// processors. Those that the pool has no place for are left to the garbage collector.
public final class Buffers {

  /// One TLS record and its overhead (RFC 8446 section 5.2) fit.
  static final int SIZE = 17 * 1024;

  private static final ArrayBlockingQueue<ByteBuffer> POOL = new ArrayBlockingQueue<>(64);

  private Buffers() {}

  /// An empty buffer of [#SIZE] bytes; to be [given back][#give].
  public static ByteBuffer take() {
    ByteBuffer buffer = POOL.poll();
    return buffer == null ? ByteBuffer.allocate(SIZE) : buffer.clear();
  }

  public static void give(ByteBuffer buffer) {
    POOL.offer(buffer);
  }

  /// The bytes between position and limit.
  public static byte[] copy(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
