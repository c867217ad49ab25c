package com.sup.messenger.websocket.gateway;

import com.sup.messenger.application.connection.Arrival.Cursor;
import com.sup.messenger.application.connection.FirstPresence;
import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.application.event.ConnectionRefusedException.Code;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.json.CursorsJson;
import com.sup.messenger.json.RecordReader;
import com.sup.messenger.json.text.JsonCursor;
import com.sup.messenger.json.text.JsonCursor.Kind;
import com.sup.messenger.websocket.socketio.Handshake;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The credentials and the state of a client in a handshake (contract, "Connecting" and
/// "Delivery").
///
/// Reads only the declared fields of the CONNECT payload. Cursors and the presence are read on
/// demand, after the token has been accepted.
final class Credentials {

  /// The fields of a handshake that count for every CONNECT on its connection: the token of the
  /// query, and of the header (contract, "Connecting").
  static final Set<String> LASTING = Set.of("token", "authorization");

  private static final List<String> TEXTS = List.of("token", "deviceId", "pid", "offset");
  private static final List<String> CURSORS = List.of("cursors");

  private static final RecordReader<FirstPresence> PRESENCE =
      new RecordReader<>(FirstPresence.class);

  /// The longest text that is kept. No header or query can hold a longer token either.
  private static final int MAX_TEXT = 16 * 1024;

  private final Handshake handshake;
  private final Map<String, String> texts;

  /// Reads the credentials.
  ///
  /// @throws ConnectionRefusedException `INVALID_PAYLOAD` for a payload that exceeds a bound
  Credentials(Handshake handshake) {
    this.handshake = handshake;
    handshake
        .auth()
        .refusal()
        .ifPresent(
            rule -> {
              throw invalid("auth " + rule);
            });
    this.texts = texts(handshake.auth().cursor());
  }

  private static Map<String, String> texts(JsonCursor json) {
    Map<String, String> texts = new HashMap<>();
    json.members(
        TEXTS,
        index -> {
          String name = TEXTS.get(index);
          texts.remove(name);
          if (json.is(Kind.STRING)) {
            String text = json.string();
            if (text.length() > MAX_TEXT) {
              throw invalid(name + " must be at most " + MAX_TEXT + " characters");
            }
            texts.put(name, text);
          }
        });
    return texts;
  }

  /// Returns the token. The first of these counts: `auth.token`, the query, the header.
  @Nullable String token() {
    return text("token")
        .or(
            () ->
                Optional.ofNullable(handshake.request().query().get("token"))
                    .filter(t -> !t.isEmpty()))
        .or(() -> handshake.request().header("authorization").flatMap(Credentials::bearer))
        .orElse(null);
  }

  private static Optional<String> bearer(String header) {
    return header.regionMatches(true, 0, "Bearer ", 0, 7)
        ? Optional.of(header.substring(7).strip())
        : Optional.empty();
  }

  /// Returns a text of the CONNECT packet's payload, or nothing if the field has another value.
  ///
  /// @throws IllegalArgumentException for a field that is not declared
  Optional<String> text(String name) {
    if (!TEXTS.contains(name)) {
      throw new IllegalArgumentException(name + " is not declared");
    }
    return Optional.ofNullable(texts.get(name)).filter(t -> !t.isEmpty());
  }

  /// Returns the places up to which the client has each chat, or none if it does not say.
  ///
  /// @throws ConnectionRefusedException `INVALID_PAYLOAD` for a value that is no cursor, and for
  ///     more than 10,000
  Map<ChatId, Cursor> cursors() {
    AtomicReference<Map<ChatId, Cursor>> cursors = new AtomicReference<>(Map.of());
    JsonCursor json = handshake.auth().cursor();
    json.members(CURSORS, _ -> cursors.set(CursorsJson.read(json)));
    return cursors.get();
  }

  /// Returns the presence that the client names, read as `presence:update` is.
  ///
  /// @throws ConnectionRefusedException `INVALID_PAYLOAD` for a value that `presence:update`
  ///     refuses
  FirstPresence presence() {
    try {
      return PRESENCE.read(handshake.auth().cursor(), false);
    } catch (RefusedException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  private static ConnectionRefusedException invalid(String message) {
    return new ConnectionRefusedException(message, Code.INVALID_PAYLOAD);
  }
}
