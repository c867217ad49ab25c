package com.sup.messenger.application.event;

import com.sup.messenger.domain.Id;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.OpaqueJson;
import java.util.Collection;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/// Writes a JSON object that an event carries, member by member (RFC 8259, section 7).
public final class JsonObject {

  private final StringJoiner members = new StringJoiner(",", "{", "}");

  /// Adds a text. Escapes it as JSON requires.
  public JsonObject with(String name, String value) {
    return withJson(name, quoted(value));
  }

  /// Adds the name of a constant, in small letters.
  public JsonObject with(String name, Enum<?> value) {
    return with(name, value.name().toLowerCase(Locale.ROOT));
  }

  /// Adds an array of ids.
  public JsonObject with(String name, Collection<? extends Id> ids) {
    return withJson(
        name,
        ids.stream().map(id -> quoted(id.value())).collect(Collectors.joining(",", "[", "]")));
  }

  /// Adds a value that is JSON already. Does not check it.
  public JsonObject withJson(String name, String json) {
    members.add(quoted(name) + ":" + json);
    return this;
  }

  /// Returns the object.
  ///
  /// @throws InvalidValueException if it is larger than [OpaqueJson#MAX_BYTES]
  public OpaqueJson json() {
    return new OpaqueJson(members.toString());
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
