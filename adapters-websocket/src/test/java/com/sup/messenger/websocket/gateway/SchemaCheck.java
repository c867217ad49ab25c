package com.sup.messenger.websocket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Checks JSON against the schemas of the contract. Knows only their keywords, and allows no
/// property that they do not name.
final class SchemaCheck {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Definition> definitions;

  SchemaCheck(Map<String, Definition> definitions) {
    this.definitions = definitions;
  }

  void check(JsonNode value, Map<String, Object> schema) {
    schema.forEach((keyword, rule) -> check(value, keyword, rule));
  }

  private void check(JsonNode value, String keyword, Object rule) {
    switch (keyword) {
      case "$ref" -> {
        String name = rule.toString().substring("#/components/schemas/".length());
        check(value, definitions.get(name).schema());
      }
      case "type" ->
          assertThat(typeOf(value)).isIn(rule instanceof List<?> types ? types : List.of(rule));
      case "const" -> assertThat(value).isEqualTo(JSON.valueToTree(rule));
      case "enum" -> assertThat(value.textValue()).isIn((List<?>) rule);
      case "pattern" -> assertThat(value.textValue()).containsPattern(rule.toString());
      case "format" -> assertThat(Instant.parse(value.textValue())).isNotNull();
      case "minimum" -> assertThat(value.longValue()).isGreaterThanOrEqualTo(number(rule));
      case "maximum" -> assertThat(value.longValue()).isLessThanOrEqualTo(number(rule));
      case "minLength" ->
          assertThat((long) value.textValue().length()).isGreaterThanOrEqualTo(number(rule));
      case "maxLength" ->
          assertThat((long) value.textValue().length()).isLessThanOrEqualTo(number(rule));
      case "maxItems" -> assertThat((long) value.size()).isLessThanOrEqualTo(number(rule));
      case "items" -> value.forEach(element -> check(element, object(rule)));
      case "required" ->
          ((List<?>) rule)
              .forEach(name -> assertThat(value.has(name.toString())).as("%s", name).isTrue());
      case "properties" -> properties(value, object(rule));
      case "oneOf" ->
          assertThat(((List<?>) rule).stream().filter(schema -> conforms(value, object(schema))))
              .hasSize(1);
      case "propertyNames" ->
          value.fieldNames().forEachRemaining(name -> check(TextNode.valueOf(name), object(rule)));
      case "additionalProperties" -> value.forEach(element -> check(element, object(rule)));
      case "not" -> assertThat(value.isNull()).isFalse();
      case "description" -> {}
      default -> throw new IllegalArgumentException(keyword);
    }
  }

  private boolean conforms(JsonNode value, Map<String, Object> schema) {
    try {
      check(value, schema);
      return true;
    } catch (AssertionError _) {
      return false;
    }
  }

  private void properties(JsonNode value, Map<String, Object> rules) {
    value
        .properties()
        .forEach(
            entry -> {
              assertThat(rules).containsKey(entry.getKey());
              check(entry.getValue(), object(rules.get(entry.getKey())));
            });
  }

  private static long number(Object rule) {
    return ((Number) rule).longValue();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object rule) {
    return (Map<String, Object>) rule;
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      default -> "null";
    };
  }
}
