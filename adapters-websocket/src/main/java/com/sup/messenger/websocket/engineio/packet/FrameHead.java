package com.sup.messenger.websocket.engineio.packet;

/// Writes the head of an unmasked WebSocket frame that is a whole message (RFC 6455 section 5.2).
final class FrameHead {

  private static final int TEXT_FRAME = 0x81;
  private static final int BINARY_FRAME = 0x82;

  private FrameHead() {}

  /// Returns the length of the head of a payload of this length.
  static int length(int length) {
    return length < 126 ? 2 : length < 65_536 ? 4 : 10;
  }

  /// Writes the head to the beginning of a frame. Returns its length.
  static int write(byte[] frame, boolean binary, int length) {
    frame[0] = (byte) (binary ? BINARY_FRAME : TEXT_FRAME);
    if (length < 126) {
      frame[1] = (byte) length;
      return 2;
    }
    if (length < 65_536) {
      frame[1] = 126;
      frame[2] = (byte) (length >> 8);
      frame[3] = (byte) length;
      return 4;
    }
    frame[1] = 127;
    for (int i = 0; i < 4; i++) {
      frame[6 + i] = (byte) (length >>> (24 - 8 * i));
    }
    return 10;
  }
}
