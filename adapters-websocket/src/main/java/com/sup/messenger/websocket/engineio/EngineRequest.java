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
/// @param headers the first value of `authorization`, `host`, `origin` and `user-agent`, as far as
///     there are any; no other header is kept
/// @param address the peer's address, without port
/// @param secure whether the connection is TLS
/// @param time when the session opened
public record EngineRequest(
    String path,
    Map<String, String> query,
    Map<String, List<String>> headers,
    String address,
    boolean secure,
    Instant time) {

  /// The first value of a header, by its name in any case.
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()).stream()
        .findFirst();
  }

  /// About how much memory it takes, in bytes.
  public int size() {
    int size = 2 * path.length();
    for (List<String> values : headers.values()) {
      for (String value : values) {
        size += value.length();
      }
    }
    return size;
  }

  /// The address, whether it was TLS, and the time; of the query and the headers those of these
  /// names alone. The rest may be long, and holds secrets.
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
