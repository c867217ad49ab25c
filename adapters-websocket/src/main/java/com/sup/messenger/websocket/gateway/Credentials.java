package com.sup.messenger.websocket.gateway;

import com.sup.messenger.application.connection.Arrival.Cursor;
import com.sup.messenger.application.connection.FirstPresence;
import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.application.event.ConnectionRefusedException.Code;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.json.RecordReader;
import com.sup.messenger.json.text.ClientJson;
import com.sup.messenger.json.text.JsonCursor;
import com.sup.messenger.json.text.JsonCursor.Kind;
import com.sup.messenger.json.text.JsonLimits;
import com.sup.messenger.websocket.socketio.Handshake;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private static final List<String> CURSOR = List.of("seq", "rev");
  private static final RecordReader<FirstPresence> PRESENCE =
      new RecordReader<>(FirstPresence.class);

  /// The longest text that is kept. No header or query can hold a longer token either.
  private static final int MAX_TEXT = 16 * 1024;

  private static final int MAX_CURSORS = 10_000;

  /// The limits of an object in which each cursor is a value.
  private static final JsonLimits CURSORS_AS_TEXT = new JsonLimits(2, MAX_CURSORS + 1);

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
    Map<ChatId, Cursor> cursors = new HashMap<>();
    JsonCursor json = handshake.auth().cursor();
    json.members(
        CURSORS,
        _ -> {
          cursors.clear();
          read(json, cursors);
        });
    return cursors;
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

  private static void read(JsonCursor json, Map<ChatId, Cursor> cursors) {
    switch (json.kind()) {
      case OBJECT -> entries(json, cursors);
      case STRING -> entries(json.string(), cursors);
      case NULL -> {}
      default -> throw invalidCursors();
    }
  }

  /// Reads cursors from a text. Clients whose `auth` can hold only texts send the object as one.
  private static void entries(String text, Map<ChatId, Cursor> cursors) {
    if (text.isBlank()) {
      return;
    }
    ClientJson given =
        ClientJson.of(text, CURSORS_AS_TEXT).orElseThrow(Credentials::invalidCursors);
    require(given.refusal().isEmpty());
    JsonCursor json = given.cursor();
    if (!json.is(Kind.NULL)) {
      require(json.is(Kind.OBJECT));
      entries(json, cursors);
    }
  }

  private static void entries(JsonCursor json, Map<ChatId, Cursor> cursors) {
    json.members(
        id -> {
          cursors.put(chat(id), cursor(json));
          require(cursors.size() <= MAX_CURSORS);
        });
  }

  private static ChatId chat(String id) {
    try {
      return new ChatId(id);
    } catch (InvalidValueException _) {
      throw invalidCursors();
    }
  }

  /// Reads a sequence number, or an object of a sequence number and a revision.
  private static Cursor cursor(JsonCursor json) {
    if (json.is(Kind.NUMBER)) {
      return new Cursor(number(json), null);
    }
    require(json.is(Kind.OBJECT));
    @Nullable Long[] values = new @Nullable Long[CURSOR.size()];
    json.members(CURSOR, index -> values[index] = number(json));
    Long seq = values[0];
    if (seq == null) {
      throw invalidCursors();
    }
    return new Cursor(seq, values[1]);
  }

  private static long number(JsonCursor json) {
    require(json.is(Kind.NUMBER));
    try {
      long number = Long.parseLong(json.number());
      require(number >= 0);
      return number;
    } catch (NumberFormatException _) {
      throw invalidCursors();
    }
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw invalidCursors();
    }
  }

  private static ConnectionRefusedException invalidCursors() {
    return invalid("cursors must be an object of chat ids, each with a seq or {seq, rev}");
  }

  private static ConnectionRefusedException invalid(String message) {
    return new ConnectionRefusedException(message, Code.INVALID_PAYLOAD);
  }
}
