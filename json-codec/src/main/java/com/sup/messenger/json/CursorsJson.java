package com.sup.messenger.json;

import com.sup.messenger.application.connection.Arrival.Cursor;
import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.application.event.ConnectionRefusedException.Code;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.json.text.ClientJson;
import com.sup.messenger.json.text.JsonCursor;
import com.sup.messenger.json.text.JsonCursor.Kind;
import com.sup.messenger.json.text.JsonLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the places up to which a client has its chats (contract, "Delivery": `auth.cursors`).
public final class CursorsJson {

  private static final List<String> CURSOR = List.of("seq", "rev");

  private static final int MAX_CURSORS = 10_000;

  /// The limits of an object in which each cursor is a value.
  private static final JsonLimits AS_TEXT = new JsonLimits(2, MAX_CURSORS + 1);

  private CursorsJson() {}

  /// Reads the cursors: an object, the text of one, or `null`.
  ///
  /// @throws ConnectionRefusedException `INVALID_PAYLOAD` for a value that is no cursor, and for
  ///     more than 10,000
  public static Map<ChatId, Cursor> read(JsonCursor json) {
    Map<ChatId, Cursor> cursors = new HashMap<>();
    switch (json.kind()) {
      case OBJECT -> entries(json, cursors);
      case STRING -> entries(json.string(), cursors);
      case NULL -> {}
      default -> throw invalid();
    }
    return cursors;
  }

  /// Reads cursors from a text. Clients whose `auth` can hold only texts send the object as one.
  private static void entries(String text, Map<ChatId, Cursor> cursors) {
    if (text.isBlank()) {
      return;
    }
    ClientJson given = ClientJson.of(text, AS_TEXT).orElseThrow(CursorsJson::invalid);
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
      throw invalid();
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
      throw invalid();
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
      throw invalid();
    }
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw invalid();
    }
  }

  private static ConnectionRefusedException invalid() {
    return new ConnectionRefusedException(
        "cursors must be an object of chat ids, each with a seq or {seq, rev}",
        Code.INVALID_PAYLOAD);
  }
}
