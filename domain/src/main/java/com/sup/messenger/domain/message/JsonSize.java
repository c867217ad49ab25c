package com.sup.messenger.domain.message;

/// Counts the bytes of UTF-8 of a text as a JSON string, without its quotes (RFC 8259, section 7).
final class JsonSize {

  private JsonSize() {}

  static int of(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      bytes += of(text.charAt(i));
    }
    return bytes;
  }

  /// Counts the bytes of UTF-8 of a text that is JSON already.
  static int ofJson(String json) {
    int bytes = 0;
    for (int i = 0; i < json.length(); i++) {
      bytes += utf8(json.charAt(i));
    }
    return bytes;
  }

  private static int of(char c) {
    if (c < ' ') {
      return isShort(c) ? 2 : 6;
    }
    return c == '"' || c == '\\' ? 2 : utf8(c);
  }

  private static int utf8(char c) {
    if (c < 0x80) {
      return 1;
    }
    // A pair of surrogates takes four bytes.
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }

  private static boolean isShort(char c) {
    return c == '\b' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
  }
}
