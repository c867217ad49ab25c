package com.sup.messenger.websocket.rfc6455;

import com.sup.messenger.listener.ByteBudget;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Joins the data frames of one message (RFC 6455 section 5.4) and checks them as they come.
///
/// Memory grows with the bytes that have arrived, never with a length that a header announces. It
/// counts for the connection, and is given back after each message.
final class MessageAssembler {

  private static final byte[] EMPTY = {};

  private final IntSupplier maxBytes;
  private final ByteBudget.Account account;
  private int opcode = Opcode.CONTINUATION;
  private byte[] bytes = EMPTY;
  private int size;
  private @Nullable Utf8Validator utf8;

  /// Makes an assembler without a message.
  ///
  /// @param maxBytes the longest message, asked for each frame
  MessageAssembler(IntSupplier maxBytes, ByteBudget.Account account) {
    this.maxBytes = maxBytes;
    this.account = account;
  }

  /// Starts or continues a message.
  ///
  /// @throws ConnectionFailure 1002 if the order of fragments is broken, 1009 if the message would
  ///     be too large
  void begin(FrameHeader header) throws ConnectionFailure {
    boolean continues = header.opcode() == Opcode.CONTINUATION;
    boolean open = opcode != Opcode.CONTINUATION;
    if (continues != open) {
      throw new ConnectionFailure(CloseCode.PROTOCOL_ERROR, "fragments come in order (5.4)");
    }
    if (header.length() > maxBytes.getAsInt() - size) {
      throw new ConnectionFailure(CloseCode.TOO_BIG, "the message is too big (7.4.1)");
    }
    if (!continues) {
      opcode = header.opcode();
      utf8 = opcode == Opcode.TEXT ? new Utf8Validator() : null;
    }
  }

  /// Takes unmasked bytes of the frame that has begun, and keeps the array.
  ///
  /// @throws ConnectionFailure 1007 if the text is not UTF-8
  void append(byte[] chunk) throws ConnectionFailure {
    if (utf8 != null && !utf8.accept(chunk, 0, chunk.length)) {
      throw invalidText();
    }
    if (size == 0) {
      account.hold(chunk.length);
      bytes = chunk;
    } else {
      grow(size + chunk.length);
      System.arraycopy(chunk, 0, bytes, size, chunk.length);
    }
    size += chunk.length;
  }

  /// Ends the message and hands it over.
  ///
  /// @throws ConnectionFailure 1007 if the text ends inside a character
  void complete(WebSocketListener listener) throws ConnectionFailure {
    if (utf8 != null && !utf8.isComplete()) {
      throw invalidText();
    }
    boolean text = opcode == Opcode.TEXT;
    byte[] message = bytes;
    int length = size;
    reset();
    // Held once as it came, and once as it is handed over.
    account.hold(length);
    try {
      if (text) {
        listener.onText(new String(message, 0, length, StandardCharsets.UTF_8));
      } else {
        listener.onBinary(length == message.length ? message : Arrays.copyOf(message, length));
      }
    } finally {
      account.release(length + message.length);
    }
  }

  /// Drops the part of a message that has arrived.
  void clear() {
    account.release(bytes.length);
    reset();
  }

  private void reset() {
    opcode = Opcode.CONTINUATION;
    bytes = EMPTY;
    size = 0;
    utf8 = null;
  }

  private void grow(int needed) {
    if (needed > bytes.length) {
      int doubled = (int) Math.min(2L * bytes.length, maxBytes.getAsInt());
      int before = bytes.length;
      bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
      account.hold(bytes.length - before);
    }
  }

  private static ConnectionFailure invalidText() {
    return new ConnectionFailure(CloseCode.INVALID_PAYLOAD, "text is UTF-8 (8.1)");
  }
}
