package com.sup.messenger.websocket.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sup.messenger.application.ConnectionRefusedException;
import com.sup.messenger.application.ConnectionRefusedException.Code;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.websocket.socketio.Handshake;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a handshake says of who comes, and of what the client has (contract, "Connecting" and
/// "Delivery").
final class Credentials {

  private static final int MAX_CURSORS = 10_000;
  private static final JsonMapper JSON = new JsonMapper();

  private final Handshake handshake;

  Credentials(Handshake handshake) {
    this.handshake = handshake;
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

  /// A text of the CONNECT packet's payload.
  Optional<String> text(String name) {
    return Optional.ofNullable(handshake.auth().path(name).textValue()).filter(t -> !t.isEmpty());
  }

  /// The places up to which the client has each chat; none where it does not say.
  Map<ChatId, Long> cursors() {
    JsonNode given = object(handshake.auth().path("cursors"));
    Map<ChatId, Long> cursors = new HashMap<>();
    if (given.isMissingNode() || given.isNull()) {
      return cursors;
    }
    require(given.isObject() && given.size() <= MAX_CURSORS);
    given.properties().forEach(entry -> cursors.put(chat(entry.getKey()), seq(entry.getValue())));
    return cursors;
  }

  /// Clients whose `auth` holds nothing but texts give the object as one.
  private static JsonNode object(JsonNode given) {
    try {
      return given.isTextual() ? JSON.readTree(given.textValue()) : given;
    } catch (JsonProcessingException _) {
      throw invalid();
    }
  }

  private static ChatId chat(String id) {
    try {
      return new ChatId(id);
    } catch (InvalidValueException _) {
      throw invalid();
    }
  }

  private static long seq(JsonNode value) {
    require(value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0);
    return value.longValue();
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw invalid();
    }
  }

  private static ConnectionRefusedException invalid() {
    return new ConnectionRefusedException(
        "cursors must be an object of chat ids and seqs", Code.INVALID_PAYLOAD);
  }
}
