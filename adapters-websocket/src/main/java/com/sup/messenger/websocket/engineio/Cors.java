package com.sup.messenger.websocket.engineio;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Cross-origin rules of an Engine.IO server (Fetch standard, section 3.2). They follow the npm
/// module `cors`, which Socket.IO servers use.
///
/// CORS is no access control for polling: a request of a foreign origin is served, but its page may
/// not read the reply. Browsers do not apply CORS to WebSockets, so the server refuses a foreign
/// origin there. An [EngineGate] can refuse it on both transports, by the same [rule][#allows].
public final class Cors {

  private enum Mode {
    OFF,
    ANY,
    LIST
  }

  private static final String SCHEME_END = "://";
  private static final Set<String> HTTP = Set.of("http", "https", "ws", "wss");

  private final Mode mode;
  private final Set<String> origins;

  private Cors(Mode mode, Set<String> origins) {
    this.mode = mode;
    this.origins = origins.stream().map(Cors::canonical).collect(Collectors.toUnmodifiableSet());
  }

  /// Sends no CORS headers. Accepts WebSockets from any origin.
  public static Cors off() {
    return new Cors(Mode.OFF, Set.of());
  }

  /// Allows every origin, without credentials.
  public static Cors anyOrigin() {
    return new Cors(Mode.ANY, Set.of());
  }

  /// Allows the listed origins, with credentials: `https://host[:port]`, `null`, or an
  /// application's, such as `file://` and `capacitor://localhost`. Letter case and a default port
  /// make no difference.
  public static Cors origins(Set<String> origins) {
    return new Cors(Mode.LIST, origins);
  }

  /// Returns true if preflight requests get an answer of CORS.
  public boolean answersPreflight() {
    return mode != Mode.OFF;
  }

  /// Returns true if a client of this origin may connect: the origin is absent, allowed, or the
  /// server's own. Native clients send the server's own, with any scheme.
  ///
  /// @param host the header `Host` of the request
  public boolean allows(@Nullable String origin, @Nullable String host) {
    return mode != Mode.LIST || origin == null || isListed(origin) || isSameHost(origin, host);
  }

  private boolean isListed(String origin) {
    return origins.contains(canonical(origin));
  }

  /// Returns the headers of every reply.
  public Map<String, String> headers(@Nullable String origin) {
    return switch (mode) {
      case OFF -> Map.of();
      case ANY -> Map.of("Access-Control-Allow-Origin", "*");
      case LIST ->
          origin == null || !isListed(origin)
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

  /// Returns the headers of the reply to a preflight request.
  public Map<String, String> preflightHeaders(
      @Nullable String origin, @Nullable String requestHeaders) {
    Map<String, String> headers = new LinkedHashMap<>(headers(origin));
    headers.put("Access-Control-Allow-Methods", "GET,HEAD,PUT,PATCH,POST,DELETE");
    headers.merge("Vary", "Access-Control-Request-Headers", (a, b) -> a + ", " + b);
    if (requestHeaders != null) {
      headers.put("Access-Control-Allow-Headers", requestHeaders);
    }
    return headers;
  }

  private static boolean isSameHost(String origin, @Nullable String host) {
    String own = canonical(origin);
    int authority = own.indexOf(SCHEME_END) + SCHEME_END.length();
    return host != null
        && HTTP.contains(own.substring(0, Math.max(0, authority - SCHEME_END.length())))
        && own.substring(authority).equals(canonicalHost(host));
  }

  /// Returns the origin in small letters, without a default port.
  private static String canonical(String origin) {
    String small = origin.toLowerCase(Locale.ROOT);
    return small.startsWith("https://") || small.startsWith("wss://")
        ? without(":443", small)
        : small.startsWith("http://") || small.startsWith("ws://") ? without(":80", small) : small;
  }

  private static String canonicalHost(String host) {
    return without(":443", without(":80", host.toLowerCase(Locale.ROOT)));
  }

  private static String without(String end, String text) {
    return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
  }
}
