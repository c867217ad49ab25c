package com.sup.messenger.websocket.engineio;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The HTTP request that opened a session.
///
/// @param path the path and raw query; may hold a token, never log it
/// @param query the decoded parameters; of a repeated key the last value
/// @param headers the first value of `authorization`, `host`, `origin` and `user-agent`, if
///     present; no other header is kept
/// @param address the peer's address, without port
/// @param secure true if the connection is TLS
/// @param time when the session opened
public record EngineRequest(
    String path,
    Map<String, String> query,
    Map<String, List<String>> headers,
    String address,
    boolean secure,
    Instant time) {

  /// Returns the first value of a header, by its name in any case.
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()).stream()
        .findFirst();
  }

  /// Returns about the number of bytes that it takes in memory.
  public int size() {
    int size = 2 * path.length();
    for (List<String> values : headers.values()) {
      for (String value : values) {
        size += value.length();
      }
    }
    return size;
  }

  /// Returns a copy with address, security and time, and only the named parameters and headers. The
  /// rest may be long, and holds secrets.
  public EngineRequest reducedTo(Set<String> names) {
    return new EngineRequest("", only(names, query), only(names, headers), address, secure, time);
  }

  private static <V> Map<String, V> only(Set<String> names, Map<String, V> fields) {
    Map<String, V> kept = new HashMap<>(fields);
    kept.keySet().retainAll(names);
    return Map.copyOf(kept);
  }

  /// Shows nothing of the query or the headers: they hold secrets.
  @Override
  public String toString() {
    return "EngineRequest[address=" + address + ", secure=" + secure + ", time=" + time + "]";
  }
}
