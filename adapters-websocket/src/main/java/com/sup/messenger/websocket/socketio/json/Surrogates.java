package com.sup.messenger.websocket.socketio.json;

/// Finds halves of UTF-16 pairs that stand alone. JSON can hold them, UTF-8 cannot.
final class Surrogates {

  private Surrogates() {}

  /// Returns JSON text with every lone surrogate as `\\udXXX`. Such surrogates stand in strings
  /// only.
  static String escapeLone(String json) {
    int first = nextLone(json, 0);
    if (first == json.length()) {
      return json;
    }
    StringBuilder escaped = new StringBuilder(json.length() + 16);
    int from = 0;
    for (int lone = first; lone < json.length(); lone = nextLone(json, from)) {
      escaped.append(json, from, lone).append("\\u").append(Integer.toHexString(json.charAt(lone)));
      from = lone + 1;
    }
    return escaped.append(json, from, json.length()).toString();
  }

  private static int nextLone(String text, int from) {
    int i = from;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        return i;
      }
      i += Character.charCount(codePoint);
    }
    return i;
  }
}
