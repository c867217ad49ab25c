package com.sup.messenger.websocket.engineio;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Cross-origin rules of an Engine.IO server (Fetch standard, section 3.2, in the behaviour of the
/// npm module `cors` that Socket.IO servers use).
///
/// CORS is no access control for polling: a foreign origin gets no permission to read the reply,
/// but is served. Browsers do not apply CORS to WebSockets, so there a foreign origin is refused.
public final class Cors {

  private enum Mode {
    OFF,
    ANY,
    LIST
  }

  private final Mode mode;
  private final Set<String> origins;

  private Cors(Mode mode, Set<String> origins) {
    this.mode = mode;
    this.origins = Set.copyOf(origins);
  }

  /// No CORS headers; WebSockets are accepted from any origin.
  public static Cors off() {
    return new Cors(Mode.OFF, Set.of());
  }

  /// Every origin, without credentials.
  public static Cors anyOrigin() {
    return new Cors(Mode.ANY, Set.of());
  }

  /// The listed origins (`https://host[:port]`), with credentials.
  public static Cors origins(Set<String> origins) {
    return new Cors(Mode.LIST, origins);
  }

  boolean answersPreflight() {
    return mode != Mode.OFF;
  }

  /// Whether a WebSocket may be opened: the origin is absent, allowed, or the server's own.
  boolean allowsWebSocket(@Nullable String origin, @Nullable String host) {
    return mode != Mode.LIST
        || origin == null
        || origins.contains(origin)
        || isSameHost(origin, host);
  }

  /// The headers that go on every reply.
  Map<String, String> headers(@Nullable String origin) {
    return switch (mode) {
      case OFF -> Map.of();
      case ANY -> Map.of("Access-Control-Allow-Origin", "*");
      case LIST ->
          origin == null || !origins.contains(origin)
              ? Map.of("Vary", "Origin")
              : Map.of(
                  "Access-Control-Allow-Origin",
                  origin,
                  "Access-Control-Allow-Credentials",
                  "true",
                  "Vary",
                  "Origin");
    };
  }

  /// The headers of the reply to a preflight request.
  Map<String, String> preflightHeaders(@Nullable String origin, @Nullable String requestHeaders) {
    Map<String, String> headers = new LinkedHashMap<>(headers(origin));
    headers.put("Access-Control-Allow-Methods", "GET,HEAD,PUT,PATCH,POST,DELETE");
    headers.merge("Vary", "Access-Control-Request-Headers", (a, b) -> a + ", " + b);
    if (requestHeaders != null) {
      headers.put("Access-Control-Allow-Headers", requestHeaders);
    }
    return headers;
  }

  private static boolean isSameHost(String origin, @Nullable String host) {
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
