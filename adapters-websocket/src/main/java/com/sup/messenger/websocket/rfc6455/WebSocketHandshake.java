package com.sup.messenger.websocket.rfc6455;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.webserver.ConnectionContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The opening handshake (RFC 6455 section 4.2), server side.
public final class WebSocketHandshake {

  /// The version of this server, as requests and refusals name it.
  public static final Header VERSION = HeaderValues.create("Sec-WebSocket-Version", "13");

  private static final HeaderName KEY = HeaderNames.create("Sec-WebSocket-Key");
  private static final HeaderName PROTOCOL = HeaderNames.create("Sec-WebSocket-Protocol");
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int NONCE_BYTES = 16;
  // With its padding, which the decoder does not check.
  private static final int KEY_LENGTH = 24;
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private WebSocketHandshake() {}

  /// Returns true if a request asks for a WebSocket: its `Upgrade` lists `websocket`, in any case
  /// (RFC 9110 section 7.8).
  public static boolean isAsked(Headers headers) {
    return tokens(headers, HeaderNames.UPGRADE).anyMatch("websocket"::equalsIgnoreCase);
  }

  /// Returns true if a request has the version of this server. The refusal of another version names
  /// this one, by `Sec-WebSocket-Version: 13` (RFC 6455 section 4.4).
  public static boolean isOfVersion(Headers headers) {
    return headers.all(VERSION.headerName(), List::of).equals(List.of(VERSION.get()));
  }

  /// Returns true if a request is an opening handshake that can be accepted (RFC 6455 section
  /// 4.2.1).
  ///
  /// It must be a GET of version 13 with a key of 16 bytes. Its `Upgrade` must list `websocket` and
  /// its `Connection` `upgrade`, in any case. Sub-protocols, if it offers any, must be tokens.
  public static boolean isValid(HttpPrologue prologue, Headers headers) {
    return prologue.method().equals(Method.GET)
        && isAsked(headers)
        && tokens(headers, HeaderNames.CONNECTION).anyMatch("upgrade"::equalsIgnoreCase)
        && isOfVersion(headers)
        && isNonce(headers.all(KEY, List::of))
        && tokens(headers, PROTOCOL).allMatch(token -> TOKEN.matcher(token).matches());
  }

  /// Writes the `101` response to a [valid][#isValid] request. Blocks until it is written.
  ///
  /// Selects the first sub-protocol that is offered, and no extension.
  ///
  /// @param additional further headers, such as those of CORS
  public static void accept(ConnectionContext context, Headers request, Header... additional) {
    StringBuilder response =
        new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n")
            .append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ")
            .append(acceptKey(request.get(KEY).get()))
            .append("\r\n");
    selectedProtocol(request)
        .ifPresent(p -> response.append("Sec-WebSocket-Protocol: ").append(p).append("\r\n"));
    BufferData buffer = BufferData.growing(256);
    buffer.write(response.toString().getBytes(US_ASCII));
    for (Header header : additional) {
      header.writeHttp1Header(buffer);
    }
    buffer.write("\r\n".getBytes(US_ASCII));
    context.dataWriter().writeNow(buffer);
  }

  /// Returns the sub-protocol that [#accept] selects.
  public static Optional<String> selectedProtocol(Headers request) {
    return tokens(request, PROTOCOL).findFirst();
  }

  static String acceptKey(String key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-1", e);
    }
  }

  private static boolean isNonce(List<String> keys) {
    try {
      return keys.size() == 1
          && keys.getFirst().length() == KEY_LENGTH
          && Base64.getDecoder().decode(keys.getFirst()).length == NONCE_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Stream<String> tokens(Headers headers, HeaderName name) {
    return headers.all(name, List::of).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .filter(token -> !token.isEmpty());
  }
}
