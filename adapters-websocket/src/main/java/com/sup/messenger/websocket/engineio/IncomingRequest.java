package com.sup.messenger.websocket.engineio;

import io.helidon.common.socket.PeerInfo;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request under the engine's path, before it is known what it is allowed to do.
///
/// @param upgrade whether it is a valid WebSocket handshake
record IncomingRequest(
    HttpPrologue prologue, Headers headers, PeerInfo peer, boolean secure, boolean upgrade) {

  Map<String, String> query() {
    return QueryString.parse(prologue.query().rawValue());
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

  EngineRequest toEngineRequest(Map<String, String> query) {
    Map<String, List<String>> copy = new HashMap<>();
    for (Header header : headers) {
      copy.put(header.name().toLowerCase(Locale.ROOT), List.copyOf(header.allValues()));
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

  private String address() {
    return peer.address() instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress()
        : peer.host();
  }
}
