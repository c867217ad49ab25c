package com.sup.messenger.websocket.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes the types of the protocol for a language of applications, from the schemas of
/// [Shapes]. A subclass knows one language.
abstract class NativeTypes {

  /// A field of a type.
  ///
  /// @param type in the language, without a mark for optional ones
  record Field(
      String name, String type, Schema schema, boolean required, @Nullable String description) {}

  private final Shapes shapes = new Shapes();

  /// The definitions of the protocol by their names.
  final SortedMap<String, Schema> definitions = new TreeMap<>();

  /// The unions by the names of their members.
  final Map<String, String> unions = new TreeMap<>();

  abstract String header();

  abstract String alias(String name, String type);

  /// @param words the values as they are on the wire
  abstract String enumeration(String name, List<String> words, List<String> comments);

  abstract String union(String name, List<String> members);

  abstract String object(String name, List<Field> fields);

  /// Returns the name of a type: `integer`, `string`, `boolean` or `object` (any JSON object).
  abstract String plain(String type);

  String list(String item) {
    return "List<" + item + ">";
  }

  String map(String name, String value) {
    return "Map<" + name + ", " + value + ">";
  }

  final String text(String note) {
    List<Class<?>> loose =
        List.of(Protocol.Failure.class, Protocol.ConnectPayload.class, Protocol.ConnectError.class);
    Stream.of(Protocol.SERVER_EVENTS, Protocol.CLIENT_EVENTS, Protocol.REPLIES, loose)
        .flatMap(List::stream)
        .forEach(shapes::of);
    shapes.definitions().forEach((name, one) -> definitions.put(name, new Schema(one.schema())));
    definitions.forEach(
        (name, schema) ->
            schema.alternatives().stream()
                .flatMap(member -> member.reference().stream())
                .forEach(member -> unions.put(member, name)));
    return Stream.concat(
            Stream.of(
                header().formatted(note),
                events("ServerEvent", Protocol.SERVER_EVENTS),
                events("ClientEvent", Protocol.CLIENT_EVENTS)),
            definitions.entrySet().stream().map(one -> define(one.getKey(), one.getValue())))
        .collect(Collectors.joining("\n"));
  }

  private String events(String name, List<Class<?>> events) {
    List<String> comments = events.stream().map(NativeTypes::comment).toList();
    return enumeration(name, events.stream().map(Protocol::wireName).toList(), comments);
  }

  private static String comment(Class<?> event) {
    String payload = "Carries " + Shapes.name(event) + ".";
    return Protocol.SERVER_EVENTS.contains(event)
        ? payload
        : payload
            + Protocol.replies(event).stream()
                .map(Shapes::name)
                .collect(Collectors.joining(" or ", " Answered by ", "."));
  }

  private String define(String name, Schema schema) {
    String comment = schema.text("description").map(text -> doc("", text)).orElse("");
    if (schema.rule("enum").isPresent()) {
      return comment + enumeration(name, schema.texts("enum"), List.of());
    }
    List<Schema> alternatives = schema.alternatives();
    if (alternatives.stream().anyMatch(one -> one.reference().isPresent())) {
      return union(name, alternatives.stream().map(one -> one.reference().orElseThrow()).toList());
    }
    if (!alternatives.isEmpty()) {
      return doc("", "Has the fields of one form: " + schema.forms())
          + object(name, fields(alternatives));
    }
    return schema.rule("properties").isPresent()
        ? object(name, fields(List.of(schema)))
        : comment + alias(name, type(schema));
  }

  /// Returns the fields of all forms. One is required if each form requires it.
  private List<Field> fields(List<Schema> forms) {
    Map<String, Schema> all = new LinkedHashMap<>();
    forms.forEach(form -> form.properties().forEach(all::putIfAbsent));
    List<Field> fields = new ArrayList<>();
    all.forEach(
        (name, schema) -> {
          boolean required = forms.stream().allMatch(form -> form.texts("required").contains(name));
          String description = schema.text("description").orElse(null);
          fields.add(new Field(name, type(schema), schema, required, description));
        });
    return fields;
  }

  final String type(Schema schema) {
    if (schema.rule("const").isPresent()) {
      return plain(schema.rule("const").get() instanceof Boolean ? "boolean" : "string");
    }
    return switch (schema.type()) {
      case "array" -> list(type(schema.child("items").orElseThrow()));
      case "object" ->
          schema
              .child("additionalProperties")
              .map(value -> map(type(schema.child("propertyNames").orElseThrow()), type(value)))
              .orElseGet(() -> plain("object"));
      case "" -> schema.reference().or(schema::named).orElseGet(() -> plain("any"));
      default -> plain(schema.type());
    };
  }

  /// Returns a doc comment: a sentence.
  String doc(String indent, String text) {
    return indent + "/// " + sentence(text) + "\n";
  }

  static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
