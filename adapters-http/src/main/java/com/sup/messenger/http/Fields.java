package com.sup.messenger.http;

import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.json.FieldReader;
import com.sup.messenger.json.text.ClientJson;
import com.sup.messenger.json.text.JsonCursor;
import com.sup.messenger.json.text.JsonCursor.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the fields of a JSON object. Ignores fields that no method asks for. Of a repeated name
/// the last field counts.
///
/// Each method throws [InvalidValueException] if a value is not valid. The message names the field
/// and the rule.
final class Fields {

  private static final FieldReader USER = FieldReader.of(UserId.class);

  private final Map<String, ClientJson> fields = new HashMap<>();

  Fields(ClientJson object) {
    JsonCursor json = object.cursor();
    InvalidValueException.require(json.is(Kind.OBJECT), "body must be an object");
    json.members(name -> fields.put(name, json.value()));
  }

  /// Returns the value of a required field.
  <T> T required(String name, Class<T> type) {
    return required(name, reader(type));
  }

  /// Returns the value of a required field.
  <T> T required(String name, Function<JsonCursor, T> reader) {
    T value = optional(name, reader);
    if (value == null) {
      throw new InvalidValueException(name + " must be given");
    }
    return value;
  }

  /// Returns the value of a field. Null if the field is absent or null.
  <T> @Nullable T optional(String name, Class<T> type) {
    return optional(name, reader(type));
  }

  /// Returns the value of a field. Null if the field is absent or null.
  <T> @Nullable T optional(String name, Function<JsonCursor, T> reader) {
    JsonCursor value = fields.getOrDefault(name, ClientJson.ABSENT).cursor();
    if (value.is(Kind.NONE) || value.is(Kind.NULL)) {
      return null;
    }
    try {
      return reader.apply(value);
    } catch (InvalidValueException e) {
      throw new InvalidValueException(name + " " + e.getMessage());
    }
  }

  /// Returns true if the field is present, even with the value null.
  boolean has(String name) {
    return fields.containsKey(name);
  }

  private static <T> Function<JsonCursor, T> reader(Class<T> type) {
    FieldReader reader = FieldReader.of(type);
    return json -> type.cast(reader.read(json, false));
  }

  /// Reads an array of user ids. Removes duplicates.
  static Set<UserId> users(JsonCursor json) {
    InvalidValueException.require(json.is(Kind.ARRAY), "must be an array of user ids");
    Set<UserId> users = new HashSet<>();
    json.elements(() -> users.add((UserId) USER.read(json, false)));
    return users;
  }
}
