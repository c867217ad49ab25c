package com.sup.messenger.websocket.gateway;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A shape with a name, declared once in each language.
///
/// @param typeScript the declaration
record Definition(Map<String, Object> schema, String typeScript) {

  /// A property of an object.
  record Property(String name, Shape shape, boolean required) {

    private String typeScript() {
      return comment("  ", shape.schema())
          + "  "
          + name
          + (required ? ": " : "?: ")
          + shape.typeScript()
          + ";\n";
    }
  }

  static Definition alias(String name, String typeScript, Object... schema) {
    Map<String, Object> rules = Shape.ordered(schema);
    return new Definition(
        rules, comment("", rules) + "export type " + name + " = " + typeScript + ";\n");
  }

  private static String comment(String indent, Map<String, Object> schema) {
    Object description = schema.get("description");
    return description == null ? "" : indent + "/** " + description + ". */\n";
  }

  /// Returns this definition with another rule.
  Definition and(String keyword, Object value) {
    return new Definition(new Shape(schema, "").with(keyword, value).schema(), typeScript);
  }

  static Definition enumeration(String name, List<String> values) {
    String union =
        values.stream().map(value -> "\n  | '" + value + "'").collect(Collectors.joining());
    return alias(name, union, "type", "string", "enum", values);
  }

  /// Makes a type of several, none of which has values of another.
  static Definition union(String name, List<Shape> shapes) {
    Shape union = Shape.oneOf(shapes);
    return new Definition(
        union.schema(), "export type " + name + " = " + union.typeScript() + ";\n");
  }

  /// Makes an object that has the properties of exactly one of several forms.
  static Definition forms(String name, List<List<Property>> forms) {
    return new Definition(
        Map.of("oneOf", forms.stream().map(Definition::schema).toList()),
        forms.stream()
            .map(form -> "\n  | {\n" + typeScript(form).indent(4) + "    }")
            .collect(Collectors.joining("", "export type " + name + " =", ";\n")));
  }

  static Definition object(String name, List<Property> properties) {
    return new Definition(
        schema(properties), "export interface " + name + " {\n" + typeScript(properties) + "}\n");
  }

  private static String typeScript(List<Property> properties) {
    return properties.stream().map(Property::typeScript).collect(Collectors.joining());
  }

  private static Map<String, Object> schema(List<Property> properties) {
    Map<String, Object> schema = Shape.ordered("type", "object");
    List<String> required =
        properties.stream().filter(Property::required).map(Property::name).toList();
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    Map<String, Object> shapes = Shape.ordered();
    properties.forEach(property -> shapes.put(property.name(), property.shape().schema()));
    schema.put("properties", shapes);
    return schema;
  }
}
