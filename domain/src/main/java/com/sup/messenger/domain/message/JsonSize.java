package com.sup.messenger.domain.message;

/// How many bytes of UTF-8 a text takes as a JSON string (RFC 8259 section 7), without its quotes.
final class JsonSize {

  private JsonSize() {}

  static int of(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      bytes += of(text.charAt(i));
    }
    return bytes;
  }

  /// How many bytes of UTF-8 a text takes that is JSON already.
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
    // Two surrogates are four bytes.
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }

  private static boolean isShort(char c) {
    return c == '\b' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
  }
}
