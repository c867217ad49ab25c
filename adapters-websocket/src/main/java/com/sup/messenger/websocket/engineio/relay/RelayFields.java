package com.sup.messenger.websocket.engineio.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// Reads and writes text, bytes and names. A length stands before each, as four bytes.
final class RelayFields {

  private RelayFields() {}

  static void writeText(DataOutputStream out, String text) throws IOException {
    writeBytes(out, text.getBytes(UTF_8));
  }

  static String readText(DataInputStream in) throws IOException {
    return new String(readBytes(in), UTF_8);
  }

  static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] readBytes(DataInputStream in) throws IOException {
    return in.readNBytes(readLength(in));
  }

  /// Reads a length, which must not exceed the bytes that are left.
  static int readLength(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a length is negative or too large");
    }
    return length;
  }

  static <E extends Enum<E>> E readName(DataInputStream in, Class<E> type) throws IOException {
    try {
      return Enum.valueOf(type, readText(in));
    } catch (IllegalArgumentException e) {
      throw new IOException("not a name of " + type, e);
    }
  }
}
