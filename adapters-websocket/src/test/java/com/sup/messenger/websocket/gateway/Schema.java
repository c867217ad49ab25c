package com.sup.messenger.websocket.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads a JSON schema of the contract.
record Schema(Map<String, Object> rules) {

  Optional<Object> rule(String keyword) {
    return Optional.ofNullable(rules.get(keyword));
  }

  Optional<String> text(String keyword) {
    return rule(keyword).map(Object::toString);
  }

  Optional<Schema> child(String keyword) {
    return rule(keyword).map(Schema::of);
  }

  /// Returns the name of the definition that this schema refers to.
  Optional<String> reference() {
    return text("$ref").map(path -> path.substring(path.lastIndexOf('/') + 1));
  }

  /// Returns the type; the first one of several.
  String type() {
    return rule("type")
        .map(type -> type instanceof List<?> several ? several.getFirst() : type)
        .map(Object::toString)
        .orElse("");
  }

  List<String> texts(String keyword) {
    return list(keyword).stream().map(Object::toString).toList();
  }

  List<Schema> alternatives() {
    return list("oneOf").stream().map(Schema::of).toList();
  }

  /// Returns the alternative that has a name. A place in a chat may be a number or a `Cursor`.
  Optional<String> named() {
    return alternatives().stream().flatMap(one -> one.reference().stream()).findFirst();
  }

  /// Returns the fields that each alternative requires, in words.
  String forms() {
    return alternatives().stream()
        .map(form -> String.join(", ", form.texts("required")))
        .collect(Collectors.joining("; or "));
  }

  /// Returns the schemas of the properties by their names, in their order.
  Map<String, Schema> properties() {
    Map<String, Schema> properties = new LinkedHashMap<>();
    child("properties")
        .ifPresent(all -> all.rules.forEach((name, rules) -> properties.put(name, of(rules))));
    return properties;
  }

  private List<?> list(String keyword) {
    return rule(keyword).map(List.class::cast).orElse(List.of());
  }

  @SuppressWarnings("unchecked")
  private static Schema of(Object rules) {
    return new Schema((Map<String, Object>) rules);
  }
}
