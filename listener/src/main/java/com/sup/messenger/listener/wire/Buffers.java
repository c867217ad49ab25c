package com.sup.messenger.listener.wire;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/// Buffers that threads borrow for one read or write.
///
/// A thread gives its buffer back before it waits. So there are never many more buffers than
/// processors. The pool keeps at most 64, and the garbage collector takes the others.
public final class Buffers {

  /// Room for one TLS record and its overhead (RFC 8446 section 5.2).
  static final int SIZE = 17 * 1024;

  private static final ArrayBlockingQueue<ByteBuffer> POOL = new ArrayBlockingQueue<>(64);

  private Buffers() {}

  /// Returns an empty buffer of [#SIZE] bytes. The caller [gives it back][#give].
  public static ByteBuffer take() {
    ByteBuffer buffer = POOL.poll();
    return buffer == null ? ByteBuffer.allocate(SIZE) : buffer.clear();
  }

  public static void give(ByteBuffer buffer) {
    POOL.offer(buffer);
  }

  /// Returns a copy of the bytes between position and limit.
  public static byte[] copy(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
