package com.sup.messenger.websocket.gateway;

/// Writes the expressions of Dart between JSON and the types of [DartTypes].
final class DartJson {

  static final String OBJECT = "Map<String, Object?>";

  private final NativeTypes types;

  DartJson(NativeTypes types) {
    this.types = types;
  }

  /// Returns the expression that makes a value of JSON.
  String read(Schema schema, String json) {
    String type = types.type(schema);
    if (isClass(type)) {
      return type + ".fromJson(" + json + " as " + OBJECT + ")";
    }
    if (isEnumeration(type)) {
      return type + ".of(" + json + " as String)";
    }
    return switch (schema.type()) {
      case "array" ->
          "[for (final one in %s as List<Object?>) %s]"
              .formatted(json, read(schema.child("items").orElseThrow(), "one"));
      case "object" ->
          schema
              .child("additionalProperties")
              .map(
                  value ->
                      "{for (final one in (%s as %s).entries) one.key: %s}"
                          .formatted(json, OBJECT, read(value, "one.value")))
              .orElse(json + " as " + OBJECT);
      case "integer" -> "(" + json + " as num).toInt()";
      default -> json + " as " + type;
    };
  }

  /// Returns the expression that makes JSON of a value.
  String write(Schema schema, String value) {
    String type = types.type(schema);
    if (isClass(type)) {
      return value + ".toJson()";
    }
    if (isEnumeration(type)) {
      return value + ".wire";
    }
    return switch (schema.type()) {
      case "array" ->
          "[for (final one in %s) %s]"
              .formatted(value, write(schema.child("items").orElseThrow(), "one"));
      case "object" ->
          schema
              .child("additionalProperties")
              .map(
                  one ->
                      "{for (final one in %s.entries) one.key: %s}"
                          .formatted(value, write(one, "one.value")))
              .orElse(value);
      default -> value;
    };
  }

  private boolean isClass(String type) {
    Schema schema = types.definitions.get(type);
    return schema != null
        && (schema.rule("properties").isPresent() || schema.rule("oneOf").isPresent());
  }

  private boolean isEnumeration(String type) {
    Schema schema = types.definitions.get(type);
    return schema != null && schema.rule("enum").isPresent();
  }
}
