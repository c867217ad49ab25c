package com.sup.messenger.json.text;

import java.util.List;

/// Reads strings in JSON text that has been checked.
final class StringText {

  private StringText() {}

  /// Returns the place of the quote that ends a string.
  ///
  /// @param from the place after the opening quote
  static int end(String text, int from) {
    int quote = text.indexOf('"', from);
    while (isEscaped(text, quote, from)) {
      quote = text.indexOf('"', quote + 1);
    }
    return quote;
  }

  private static boolean isEscaped(String text, int quote, int from) {
    int i = quote;
    while (i > from && text.charAt(i - 1) == '\\') {
      i--;
    }
    return ((quote - i) & 1) != 0;
  }

  /// Returns the index of a name in a list, or -1.
  ///
  /// @param from the place after its opening quote
  /// @param to the place of its closing quote
  static int index(List<String> names, String text, int from, int to) {
    if (text.indexOf('\\', from, to) >= 0) {
      return names.indexOf(plain(text, from, to));
    }
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.length() == to - from && text.startsWith(name, from)) {
        return i;
      }
    }
    return -1;
  }

  /// Returns the characters between two places in a string, without escapes.
  static String plain(String text, int from, int to) {
    int backslash = text.indexOf('\\', from, to);
    if (backslash < 0) {
      return text.substring(from, to);
    }
    StringBuilder plain = new StringBuilder(to - from);
    int start = from;
    while (backslash >= 0) {
      plain.append(text, start, backslash);
      char kind = text.charAt(backslash + 1);
      start = backslash + (kind == 'u' ? 6 : 2);
      plain.append(kind == 'u' ? codeUnit(text, backslash + 2) : escaped(kind));
      backslash = text.indexOf('\\', start, to);
    }
    return plain.append(text, start, to).toString();
  }

  private static char codeUnit(String text, int from) {
    return (char) Integer.parseInt(text, from, from + 4, 16);
  }

  private static char escaped(char kind) {
    return switch (kind) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> kind;
    };
  }
}
