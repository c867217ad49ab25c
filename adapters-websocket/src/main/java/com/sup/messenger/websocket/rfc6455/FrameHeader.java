package com.sup.messenger.websocket.rfc6455;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The header of a frame from the peer (RFC 6455 section 5.2).
///
/// Reading accepts anything. [#validate] checks the rules that need only the header.
///
/// @param fin true if this is the last frame of its message
/// @param rsv the three reserved bits
/// @param opcode the opcode, known or not
/// @param masked true if the frame has a masking key
/// @param length the payload's length; negative if the forbidden top bit was set
/// @param minimal true if the length took no more bytes than it needs
/// @param maskingKey the masking key, first byte highest; zero without one
record FrameHeader(
    boolean fin,
    int rsv,
    int opcode,
    boolean masked,
    long length,
    boolean minimal,
    int maskingKey) {

  private static final int MAX_CONTROL_PAYLOAD = 125;

  /// Takes a header from the front of the bytes. Returns `null` and takes nothing if it is not
  /// whole.
  static @Nullable FrameHeader read(ByteBuffer bytes) {
    int start = bytes.position();
    if (bytes.remaining() < 2 || bytes.remaining() < length(bytes.get(start + 1))) {
      return null;
    }
    int first = bytes.get();
    int second = bytes.get();
    boolean masked = (second & 0x80) != 0;
    int shortLength = second & 0x7F;
    long length =
        switch (shortLength) {
          case 126 -> bytes.getShort() & 0xFFFF;
          case 127 -> bytes.getLong();
          default -> shortLength;
        };
    boolean minimal =
        switch (shortLength) {
          case 126 -> length > MAX_CONTROL_PAYLOAD;
          case 127 -> length > 0xFFFF;
          default -> true;
        };
    return new FrameHeader(
        (first & 0x80) != 0,
        (first >> 4) & 0x7,
        first & 0xF,
        masked,
        length,
        minimal,
        masked ? bytes.getInt() : 0);
  }

  /// Returns the length of a header, by its second byte.
  private static int length(int second) {
    int number =
        switch (second & 0x7F) {
          case 126 -> 2;
          case 127 -> 8;
          default -> 0;
        };
    return 2 + number + ((second & 0x80) == 0 ? 0 : 4);
  }

  /// Refuses a header that no client may send: 1002 in every case.
  ///
  /// A length in more bytes than it needs is refused too. Section 5.2 says that the minimal number
  /// MUST be used.
  void validate() throws ConnectionFailure {
    require(masked, "client frames are masked (5.1)");
    require(rsv == 0, "no extension gives reserved bits a meaning (5.2)");
    require(Opcode.isKnown(opcode), "the opcode is reserved (5.2)");
    require(minimal, "the length is in the minimal number of bytes (5.2)");
    if (isControl()) {
      require(fin, "control frames are not fragmented (5.5)");
      require(length <= MAX_CONTROL_PAYLOAD, "control frames hold up to 125 bytes (5.5)");
    }
  }

  boolean isControl() {
    return Opcode.isControl(opcode);
  }

  private static void require(boolean holds, String rule) throws ConnectionFailure {
    if (!holds) {
      throw new ConnectionFailure(CloseCode.PROTOCOL_ERROR, rule);
    }
  }
}
