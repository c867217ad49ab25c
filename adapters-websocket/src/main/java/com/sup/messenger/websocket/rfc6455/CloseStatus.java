package com.sup.messenger.websocket.rfc6455;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The reason for the end of a connection, as a close frame carries it (RFC 6455 sections 5.5.1 and
/// 7.4).
///
/// @param code a close code; [CloseCode#NO_STATUS] stands for an empty close frame
/// @param reason free text; cut to the 123 bytes that a frame can hold
record CloseStatus(int code, String reason) {

  private static final int MAX_REASON_BYTES = 123;

  /// The end of a connection without a close frame.
  static final CloseStatus ABNORMAL = new CloseStatus(CloseCode.ABNORMAL, "");

  /// Reads the payload of the peer's close frame.
  ///
  /// @throws ConnectionFailure 1002 for a length of 1 or a code that may not be sent, 1007 for a
  ///     reason that is not UTF-8
  static CloseStatus parse(byte[] payload) throws ConnectionFailure {
    if (payload.length == 0) {
      return new CloseStatus(CloseCode.NO_STATUS, "");
    }
    int code = payload.length == 1 ? -1 : (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
    if (!isSendable(code)) {
      throw new ConnectionFailure(CloseCode.PROTOCOL_ERROR, "the close code is valid (7.4)");
    }
    Utf8Validator utf8 = new Utf8Validator();
    if (!utf8.accept(payload, 2, payload.length) || !utf8.isComplete()) {
      throw new ConnectionFailure(CloseCode.INVALID_PAYLOAD, "the close reason is UTF-8 (5.5.1)");
    }
    return new CloseStatus(
        code, new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
  }

  /// Returns true if a code may stand in a close frame. These are the codes of RFC 6455 section
  /// 7.4.1 and its IANA registry that are not reserved, and the ranges for libraries and
  /// applications.
  static boolean isSendable(int code) {
    return (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }

  /// Returns the whole close frame.
  byte[] frame() {
    if (code == CloseCode.NO_STATUS) {
      return ControlFrame.encode(Opcode.CLOSE, new byte[0]);
    }
    ByteBuffer payload = ByteBuffer.allocate(Short.BYTES + MAX_REASON_BYTES);
    payload.putShort((short) code);
    // An encoder stops before the character that no longer fits. Cutting bytes would split it.
    StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(reason), payload, true);
    return ControlFrame.encode(Opcode.CLOSE, Arrays.copyOf(payload.array(), payload.position()));
  }
}
