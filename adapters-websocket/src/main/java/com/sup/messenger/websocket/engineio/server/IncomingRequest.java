package com.sup.messenger.websocket.engineio.server;

import com.sup.messenger.websocket.engineio.EngineRequest;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request under the engine's path, before it is checked.
///
/// @param client the address of the client, behind proxies that are trusted
/// @param upgrade true if it is a valid WebSocket handshake
record IncomingRequest(
    HttpPrologue prologue, Headers headers, InetAddress client, boolean secure, boolean upgrade) {

  /// The headers that a session keeps. A client may send thousands.
  private static final List<HeaderName> KEPT =
      List.of(
          HeaderNames.AUTHORIZATION, HeaderNames.HOST, HeaderNames.ORIGIN, HeaderNames.USER_AGENT);

  Map<String, String> query() {
    return values(prologue.query());
  }

  /// Returns the last value of each parameter; an empty text if it has none.
  static Map<String, String> values(UriQuery query) {
    Map<String, String> values = new HashMap<>();
    for (String name : query.names()) {
      List<String> all = query.all(name, List::of);
      values.put(name, all.isEmpty() ? "" : all.getLast());
    }
    return values;
  }

  Method method() {
    return prologue.method();
  }

  @Nullable String origin() {
    return header(HeaderNames.ORIGIN);
  }

  @Nullable String header(HeaderName name) {
    return headers.first(name).orElse(null);
  }

  // Without the zone of a link-local address.
  private String address() {
    return client.getHostAddress().split("%", 2)[0];
  }

  EngineRequest toEngineRequest(Map<String, String> query) {
    Map<String, List<String>> copy = new HashMap<>();
    for (HeaderName name : KEPT) {
      List<String> values = headers.all(name, List::of);
      if (!values.isEmpty()) {
        copy.put(name.lowerCase(), List.of(values.getFirst()));
      }
    }
    String rawQuery = prologue.query().rawValue();
    return new EngineRequest(
        prologue.uriPath().rawPath() + (rawQuery.isEmpty() ? "" : "?" + rawQuery),
        Map.copyOf(query),
        Map.copyOf(copy),
        address(),
        secure,
        Instant.now());
  }
}
