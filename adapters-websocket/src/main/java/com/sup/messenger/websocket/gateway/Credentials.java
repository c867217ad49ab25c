package com.sup.messenger.websocket.gateway;

import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.application.event.ConnectionRefusedException.Code;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.websocket.socketio.Handshake;
import com.sup.messenger.websocket.socketio.json.ClientJson;
import com.sup.messenger.websocket.socketio.json.JsonCursor;
import com.sup.messenger.websocket.socketio.json.JsonCursor.Kind;
import com.sup.messenger.websocket.socketio.json.PacketLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a handshake says of who comes, and of what the client has (contract, "Connecting" and
/// "Delivery").
///
/// Of the payload of CONNECT only what is declared here is read. Cursors are not read before they
/// are asked for, which is after the token has been accepted.
final class Credentials {

  /// What of a handshake holds for every CONNECT on its connection: the token of the query, and of
  /// the header (contract, "Connecting").
  static final Set<String> LASTING = Set.of("token", "authorization");

  private static final List<String> TEXTS = List.of("token", "deviceId", "pid", "offset");
  private static final List<String> CURSORS = List.of("cursors");

  /// A longer text is not kept; no header or query could hold a longer token either.
  private static final int MAX_TEXT = 16 * 1024;

  private static final int MAX_CURSORS = 10_000;

  /// An object in which each cursor is a value.
  private static final PacketLimits CURSORS_AS_TEXT = new PacketLimits(0, 0, 2, MAX_CURSORS + 1);

  private final Handshake handshake;
  private final Map<String, String> texts;

  /// Reads who comes.
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

  /// The token, from where it is found first: `auth.token`, the query, the header.
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

  /// A text of the CONNECT packet's payload; nothing where that has another value.
  ///
  /// @throws IllegalArgumentException for a field that is not declared
  Optional<String> text(String name) {
    if (!TEXTS.contains(name)) {
      throw new IllegalArgumentException(name + " is not declared");
    }
    return Optional.ofNullable(texts.get(name)).filter(t -> !t.isEmpty());
  }

  /// The places up to which the client has each chat; none where it does not say.
  ///
  /// @throws ConnectionRefusedException `INVALID_PAYLOAD` for what are no cursors, and for more
  ///     than 10,000
  Map<ChatId, Long> cursors() {
    Map<ChatId, Long> cursors = new HashMap<>();
    JsonCursor json = handshake.auth().cursor();
    json.members(
        CURSORS,
        _ -> {
          cursors.clear();
          read(json, cursors);
        });
    return cursors;
  }

  private static void read(JsonCursor json, Map<ChatId, Long> cursors) {
    switch (json.kind()) {
      case OBJECT -> entries(json, cursors);
      case STRING -> entries(json.string(), cursors);
      case NULL -> {}
      default -> throw invalidCursors();
    }
  }

  /// Clients whose `auth` holds nothing but texts give the object as one.
  private static void entries(String text, Map<ChatId, Long> cursors) {
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

  private static void entries(JsonCursor json, Map<ChatId, Long> cursors) {
    json.members(
        id -> {
          cursors.put(chat(id), seq(json));
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

  private static long seq(JsonCursor json) {
    require(json.is(Kind.NUMBER));
    try {
      long seq = Long.parseLong(json.number());
      require(seq >= 0);
      return seq;
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
    return invalid("cursors must be an object of chat ids and seqs");
  }

  private static ConnectionRefusedException invalid(String message) {
    return new ConnectionRefusedException(message, Code.INVALID_PAYLOAD);
  }
}
