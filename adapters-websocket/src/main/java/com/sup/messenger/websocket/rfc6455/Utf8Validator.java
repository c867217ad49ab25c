package com.sup.messenger.websocket.rfc6455;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds the first byte that cannot be part of UTF-8 (Unicode, table 3-7), over any number of
/// chunks.
///
/// The state is the number of continuation bytes to come, and the range of the next one. The range
/// of the second byte excludes overlong forms, surrogates and values over `U+10FFFF`.
final class Utf8Validator {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long NON_ASCII = 0x8080_8080_8080_8080L;

  private int missing;
  private int lowest;
  private int highest;

  /// Takes the next bytes.
  ///
  /// @return false as soon as they cannot be UTF-8; the text is then lost
  boolean accept(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (missing == 0) {
        i = skipAscii(bytes, i, to);
      }
      if (i < to && !accept(bytes[i++] & 0xFF)) {
        return false;
      }
    }
    return true;
  }

  /// Returns true if the text so far ends with a whole character.
  boolean isComplete() {
    return missing == 0;
  }

  private static int skipAscii(byte[] bytes, int from, int to) {
    int i = from;
    while (i <= to - Long.BYTES && ((long) LONGS.get(bytes, i) & NON_ASCII) == 0) {
      i += Long.BYTES;
    }
    while (i < to && bytes[i] >= 0) {
      i++;
    }
    return i;
  }

  private boolean accept(int value) {
    if (missing == 0) {
      return acceptFirst(value);
    }
    if (value < lowest || value > highest) {
      return false;
    }
    expect(missing - 1, 0x80, 0xBF);
    return true;
  }

  private boolean acceptFirst(int value) {
    switch (value) {
      case 0xE0 -> expect(2, 0xA0, 0xBF);
      case 0xED -> expect(2, 0x80, 0x9F);
      case 0xF0 -> expect(3, 0x90, 0xBF);
      case 0xF4 -> expect(3, 0x80, 0x8F);
      default -> expect(lengthAfter(value), 0x80, 0xBF);
    }
    return missing >= 0;
  }

  private static int lengthAfter(int first) {
    if (first < 0x80) {
      return 0;
    }
    if (first < 0xC2 || first > 0xF4) {
      return -1;
    }
    return first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
  }

  private void expect(int count, int from, int to) {
    missing = count;
    lowest = from;
    highest = to;
  }
}
