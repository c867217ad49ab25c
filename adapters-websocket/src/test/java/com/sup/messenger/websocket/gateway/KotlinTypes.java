package com.sup.messenger.websocket.gateway;

import java.util.List;
import java.util.stream.Collectors;

/// Writes `docs/types/SupEvents.kt`.
final class KotlinTypes extends NativeTypes {

  @Override
  String header() {
    return """
    // The events of SUP Messenger for Kotlin. A JSON library reads and writes the classes by the names of their fields, and
    // an enumeration by its `wire`.
    //
    // %s

    package com.sup.messenger.client
    """;
  }

  @Override
  String alias(String name, String type) {
    return "typealias " + name + " = " + type + "\n";
  }

  @Override
  String enumeration(String name, List<String> words, List<String> comments) {
    StringBuilder text = new StringBuilder("enum class " + name + "(val wire: String) {\n");
    for (int i = 0; i < words.size(); i++) {
      text.append(comments.isEmpty() ? "" : doc("    ", comments.get(i)));
      text.append("    %s(\"%s\"),\n".formatted(WireWords.upper(words.get(i)), words.get(i)));
    }
    return text + "}\n";
  }

  @Override
  String union(String name, List<String> members) {
    return "sealed interface " + name + "\n";
  }

  @Override
  String object(String name, List<Field> fields) {
    String parent = unions.containsKey(name) ? " : " + unions.get(name) : "";
    return fields.isEmpty()
        ? "class " + name + parent + "\n"
        : fields.stream()
            .map(this::property)
            .collect(Collectors.joining("", "data class " + name + "(\n", ")" + parent + "\n"));
  }

  private String property(Field field) {
    String comment = field.description() == null ? "" : doc("    ", field.description());
    String optional = field.required() ? "" : "? = null";
    String constant = field.schema().rule("const").map(value -> " = " + literal(value)).orElse("");
    return comment + "    val " + field.name() + ": " + field.type() + optional + constant + ",\n";
  }

  private static String literal(Object value) {
    return value instanceof Boolean ? value.toString() : "\"" + value + "\"";
  }

  @Override
  String doc(String indent, String text) {
    return indent + "/** " + sentence(text) + " */\n";
  }

  @Override
  String plain(String type) {
    return switch (type) {
      case "integer" -> "Long";
      case "boolean" -> "Boolean";
      case "object" -> "Map<String, Any?>";
      case "any" -> "Any";
      default -> "String";
    };
  }
}
