package com.sup.messenger.websocket.gateway;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes `docs/types/sup_events.dart`.
final class DartTypes extends NativeTypes {

  private final DartJson json = new DartJson(this);

  @Override
  String header() {
    return """
    // The events of SUP Messenger for Dart.
    //
    // %s
    """;
  }

  @Override
  String alias(String name, String type) {
    return "typedef " + name + " = " + type + ";\n";
  }

  @Override
  String enumeration(String name, List<String> words, List<String> comments) {
    String constants =
        IntStream.range(0, words.size())
            .mapToObj(
                i ->
                    (comments.isEmpty() ? "" : doc("  ", comments.get(i)))
                        + "  %s('%s')".formatted(WireWords.camel(words.get(i)), words.get(i)))
            .collect(Collectors.joining(",\n", "", ";\n"));
    return """
    enum %1$s {
    %2$s
      const %1$s(this.wire);

      factory %1$s.of(String wire) => values.firstWhere((one) => one.wire == wire);

      final String wire;
    }
    """
        .formatted(name, constants);
  }

  @Override
  String union(String name, List<String> members) {
    String last = members.getLast();
    String choices =
        members.stream()
            .filter(member -> !member.equals(last))
            .map(member -> "      %1$s.matches(json) ? %1$s.fromJson(json) :\n".formatted(member))
            .collect(Collectors.joining());
    return """
    abstract interface class %1$s {
      factory %1$s.fromJson(Map<String, Object?> json) =>
    %2$s      %3$s.fromJson(json);

      Map<String, Object?> toJson();
    }
    """
        .formatted(name, choices, last);
  }

  @Override
  String object(String name, List<Field> fields) {
    String parent = unions.containsKey(name) ? " implements " + unions.get(name) : "";
    String parameters =
        each(
            fields, field -> (field.required() ? "required " : "") + "this." + field.name() + ", ");
    return """
    class %1$s%2$s {
      const %1$s(%3$s);

      factory %1$s.fromJson(Map<String, Object?> json) => %1$s(
    %4$s  );

    %5$s
      %8$sMap<String, Object?> toJson() => {
    %6$s  };
    %7$s}
    """
        .formatted(
            name,
            parent,
            fields.isEmpty() ? "" : "{" + parameters.strip() + "}",
            each(fields, this::reading),
            each(fields, this::declaration),
            each(fields, this::writing),
            parent.isEmpty() ? "" : matching(fields),
            parent.isEmpty() ? "" : "@override\n  ");
  }

  private static String each(List<Field> fields, Function<Field, String> text) {
    return fields.stream().map(text).collect(Collectors.joining());
  }

  /// Returns true for JSON in which the constants of the type are.
  private static String matching(List<Field> fields) {
    String test =
        fields.stream()
            .flatMap(
                field ->
                    field.schema().rule("const").stream()
                        .map(value -> "json['%s'] == '%s'".formatted(field.name(), value)))
            .collect(Collectors.joining(" && "));
    return "\n  static bool matches(Map<String, Object?> json) => " + test + ";\n";
  }

  private String declaration(Field field) {
    String comment = field.description() == null ? "" : doc("  ", field.description());
    String mark = field.required() ? "" : "?";
    return comment + "  final %s%s %s;\n".formatted(field.type(), mark, field.name());
  }

  private String reading(Field field) {
    String value = "json['" + field.name() + "']";
    String read = json.read(field.schema(), value);
    return "    %s: %s,\n"
        .formatted(field.name(), field.required() ? read : value + " == null ? null : " + read);
  }

  private String writing(Field field) {
    String write = json.write(field.schema(), field.name() + (field.required() ? "" : "!"));
    String condition = field.required() ? "" : "if (" + field.name() + " != null) ";
    return "    %s'%s': %s,\n".formatted(condition, field.name(), write);
  }

  @Override
  String plain(String type) {
    return switch (type) {
      case "integer" -> "int";
      case "boolean" -> "bool";
      case "object" -> DartJson.OBJECT;
      case "any" -> "Object";
      default -> "String";
    };
  }
}
