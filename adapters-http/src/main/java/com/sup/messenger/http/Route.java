package com.sup.messenger.http;

import io.helidon.http.Method;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Connects a method and a path of the service API to a handler.
///
/// The routes of Helidon match the decoded path without its parameters. An id with an encoded slash
/// would name another call, and `/api/chats/b;c` the chat `b`. No upstream issue says so;
/// `ServiceApiDoorTest` shows it (`a_value_that_is_not_valid_is_refused_by_name`).
///
/// @param template the path as OpenAPI writes it: `/api/chats/{chatId}`
record Route(Method method, String template, Handler handler) {

  /// Answers a call.
  @FunctionalInterface
  interface Handler {
    ApiAnswer answer(ApiCall call);
  }

  /// Returns the values of the path parameters. Empty if the path does not match this route.
  Optional<Map<String, String>> match(List<String> path) {
    List<String> parts = segments(template);
    if (parts.size() != path.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      if (part.startsWith("{")) {
        values.put(part.substring(1, part.length() - 1), path.get(i));
      } else if (!part.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  private static List<String> segments(String path) {
    return Arrays.asList(path.split("/", -1));
  }

  /// Returns the decoded segments of a path, for [#match]. A segment with a bad encoding stays as
  /// it is, and matches no id.
  static List<String> decoded(String rawPath) {
    return segments(rawPath).stream().map(Route::decodedSegment).toList();
  }

  private static String decodedSegment(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return segment;
    }
  }
}
