package com.sup.messenger.websocket.rfc6455;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Masks payloads (RFC 6455 section 5.3), eight bytes at a time.
final class Masking {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Masking() {}

  /// Masks or unmasks in place.
  ///
  /// @param key the masking key, first byte highest
  /// @param position the number of bytes of the same payload before these
  static void apply(byte[] bytes, int key, long position) {
    int rotated = Integer.rotateLeft(key, (int) (position & 3) * 8);
    long word = (long) rotated << 32 | (rotated & 0xFFFF_FFFFL);
    int i = 0;
    for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
      LONGS.set(bytes, i, (long) LONGS.get(bytes, i) ^ word);
    }
    for (; i < bytes.length; i++) {
      bytes[i] ^= (byte) (rotated >>> (24 - 8 * (i & 3)));
    }
  }
}
