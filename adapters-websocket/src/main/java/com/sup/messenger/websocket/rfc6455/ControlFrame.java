package com.sup.messenger.websocket.rfc6455;

/// Builds control frames of the server: unmasked, at most 125 bytes of payload (RFC 6455 section
/// 5.5).
final class ControlFrame {

  private ControlFrame() {}

  static byte[] encode(int opcode, byte[] payload) {
    byte[] frame = new byte[2 + payload.length];
    frame[0] = (byte) (0x80 | opcode);
    frame[1] = (byte) payload.length;
    System.arraycopy(payload, 0, frame, 2, payload.length);
    return frame;
  }
}
