package com.sup.messenger.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.sup.messenger.domain.Id;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Metadata;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the fields of a JSON object. Ignores fields that no method asks for.
///
/// Each method throws [InvalidValueException] if a value is not valid. The message names the field
/// and the rule.
final class Fields {

  private final JsonNode object;

  Fields(JsonNode object) {
    InvalidValueException.require(object.isObject(), "body must be an object");
    this.object = object;
  }

  /// Returns the value of a required field.
  <T> T required(String name, Function<JsonNode, T> reader) {
    T value = optional(name, reader);
    if (value == null) {
      throw new InvalidValueException(name + " must be given");
    }
    return value;
  }

  /// Returns the value of a field. Null if the field is absent or null.
  <T> @Nullable T optional(String name, Function<JsonNode, T> reader) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
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
    return object.has(name);
  }

  static <T> Function<JsonNode, T> text(Function<String, T> constructor) {
    return node -> {
      InvalidValueException.require(node.isTextual(), "must be a string");
      return constructor.apply(node.textValue());
    };
  }

  static <E extends Enum<E>> Function<JsonNode, E> constant(E[] values) {
    return node ->
        Arrays.stream(values)
            .filter(value -> JsonText.name(value).equals(node.textValue()))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidValueException(
                        Arrays.stream(values)
                            .map(JsonText::name)
                            .collect(Collectors.joining(", ", "must be one of ", ""))));
  }

  static boolean flag(JsonNode node) {
    InvalidValueException.require(node.isBoolean(), "must be a boolean");
    return node.booleanValue();
  }

  static long integer(JsonNode node) {
    InvalidValueException.require(
        node.isIntegralNumber() && node.canConvertToLong(), "must be an integer");
    return node.longValue();
  }

  /// Reads an array of user ids. Removes duplicates.
  static Set<UserId> users(JsonNode node) {
    InvalidValueException.require(node.isArray(), "must be an array of user ids");
    Set<UserId> users = new HashSet<>();
    node.forEach(user -> users.add(text(UserId::new).apply(user)));
    return users;
  }

  static OpaqueJson object(JsonNode node) {
    InvalidValueException.require(node.isObject(), "must be an object");
    requireDoubles(node);
    return new OpaqueJson(node.toString());
  }

  // JSON parsers of some clients fail on numbers out of the range of a double.
  private static void requireDoubles(JsonNode node) {
    InvalidValueException.require(
        !node.isNumber() || Double.isFinite(node.doubleValue()),
        "must not hold a number that is no double");
    node.forEach(Fields::requireDoubles);
  }

  /// Reads the metadata of a message. Ignores mentions that are no user ids, because the service
  /// does not own the object.
  static Metadata metadata(JsonNode node) {
    Set<UserId> mentions = new LinkedHashSet<>();
    for (JsonNode mention : node.path("mentions")) {
      if (mention.isTextual() && Id.isValid(mention.textValue())) {
        mentions.add(new UserId(mention.textValue()));
      }
    }
    return Metadata.of(object(node).json(), mentions);
  }
}
