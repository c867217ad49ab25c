package com.sup.messenger.websocket.gateway;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Makes names of constants of the names on the wire, such as `message:new`.
final class WireWords {

  private WireWords() {}

  /// Returns the words of a name on the wire, in lower case.
  private static List<String> words(String wire) {
    return List.of(wire.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"));
  }

  static String upper(String wire) {
    return String.join("_", words(wire)).toUpperCase(Locale.ROOT);
  }

  static String camel(String wire) {
    String joined =
        words(wire).stream()
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining());
    return Character.toLowerCase(joined.charAt(0)) + joined.substring(1);
  }
}
