package com.sup.messenger.json.text;

/// Finds the ends of values in JSON text that has been checked.
final class ValueText {

  private ValueText() {}

  /// Returns the place after a value.
  ///
  /// @param from the place of its first character
  /// @param to the end of the text that is looked at
  static int end(String text, int from, int to) {
    if (from >= to) {
      return from;
    }
    return switch (text.charAt(from)) {
      case '"' -> StringText.end(text, from + 1) + 1;
      case '{', '[' -> endOfNested(text, from);
      default -> endOfScalar(text, from, to);
    };
  }

  private static int endOfNested(String text, int from) {
    int at = from;
    int depth = 0;
    do {
      switch (text.charAt(at)) {
        case '"' -> at = StringText.end(text, at + 1);
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        default -> {}
      }
      at++;
    } while (depth > 0);
    return at;
  }

  private static int endOfScalar(String text, int from, int to) {
    int at = from;
    while (at < to && !endsScalar(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean endsScalar(char c) {
    return c == ',' || c == ']' || c == '}' || isSpace(c);
  }

  /// Returns the place after the blanks at a place. A character that is no blank must follow.
  static int space(String text, int from) {
    int at = from;
    while (isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(char c) {
    return c <= ' ';
  }
}
