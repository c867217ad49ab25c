package com.sup.messenger.websocket.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The form of a type's values in both languages of the contract.
///
/// @param schema a JSON schema; a reference if the shape has a name
/// @param typeScript a type
record Shape(Map<String, Object> schema, String typeScript) {

  static Shape named(String name) {
    return new Shape(Map.of("$ref", "#/components/schemas/" + name), name);
  }

  static Shape constant(Object value) {
    String literal = value instanceof String text ? "'" + text + "'" : value.toString();
    return new Shape(Map.of("const", value), literal);
  }

  static Shape integer(long minimum) {
    return new Shape(ordered("type", "integer", "minimum", minimum), "number");
  }

  /// Returns the shape of values of which each has exactly one of some shapes.
  static Shape oneOf(List<Shape> shapes) {
    return new Shape(
        Map.of("oneOf", shapes.stream().map(Shape::schema).toList()),
        shapes.stream().map(Shape::typeScript).collect(Collectors.joining(" | ")));
  }

  /// Returns the shape of an object whose names have a shape too.
  static Shape map(Shape name, Shape value) {
    return new Shape(
        ordered(
            "type",
            "object",
            "propertyNames",
            name.schema(),
            "additionalProperties",
            value.schema()),
        "Record<" + name.typeScript() + ", " + value.typeScript() + ">");
  }

  /// Returns the shape of an array of these.
  Shape list() {
    return new Shape(ordered("type", "array", "items", schema), typeScript + "[]");
  }

  /// Returns this shape with another rule.
  Shape with(String keyword, Object value) {
    Map<String, Object> narrowed = new LinkedHashMap<>(schema);
    narrowed.put(keyword, value);
    return new Shape(narrowed, typeScript);
  }

  Shape described(String description) {
    return with("description", description);
  }

  /// Returns a map of alternating names and values, in their order.
  static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
