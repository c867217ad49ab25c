package com.sup.messenger.websocket.gateway;

import java.util.List;
import java.util.stream.Collectors;

/// Writes `docs/types/SupEvents.swift`.
final class SwiftTypes extends NativeTypes {

  @Override
  String header() {
    return """
    // The events of SUP Messenger for Swift.
    //
    // %s

    import Foundation
    """;
  }

  @Override
  String alias(String name, String type) {
    return type.equals("Json") ? JSON : "public typealias " + name + " = " + type + "\n";
  }

  private static final String JSON =
      """
      public indirect enum Json: Codable, Hashable {
        case null, bool(Bool), number(Double), text(String), list([Json]), object([String: Json])

        public init(from decoder: Decoder) throws {
          let value = try decoder.singleValueContainer()
          if value.decodeNil() {
            self = .null
          } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
          } else if let number = try? value.decode(Double.self) {
            self = .number(number)
          } else if let text = try? value.decode(String.self) {
            self = .text(text)
          } else if let list = try? value.decode([Json].self) {
            self = .list(list)
          } else {
            self = .object(try value.decode([String: Json].self))
          }
        }

        public func encode(to encoder: Encoder) throws {
          var value = encoder.singleValueContainer()
          switch self {
          case .null: try value.encodeNil()
          case .bool(let bool): try value.encode(bool)
          case .number(let number): try value.encode(number)
          case .text(let text): try value.encode(text)
          case .list(let list): try value.encode(list)
          case .object(let object): try value.encode(object)
          }
        }
      }
      """;

  @Override
  String enumeration(String name, List<String> words, List<String> comments) {
    StringBuilder text =
        new StringBuilder("public enum " + name + ": String, Codable, Hashable {\n");
    for (int i = 0; i < words.size(); i++) {
      text.append(comments.isEmpty() ? "" : doc("  ", comments.get(i)));
      text.append("  case %s = \"%s\"\n".formatted(WireWords.camel(words.get(i)), words.get(i)));
    }
    return text + "}\n";
  }

  @Override
  String union(String name, List<String> members) {
    StringBuilder cases = new StringBuilder();
    StringBuilder decoding = new StringBuilder();
    StringBuilder encoding = new StringBuilder();
    for (String member : members) {
      String label = Character.toLowerCase(member.charAt(0)) + member.substring(1);
      cases.append("  case %s(%s)\n".formatted(label, member));
      decoding.append(
          member.equals(members.getLast())
              ? "    self = .%s(try %s(from: decoder))\n".formatted(label, member)
              : "    if let one = try? %s(from: decoder) { self = .%s(one); return }\n"
                  .formatted(member, label));
      encoding.append("    case .%s(let one): try one.encode(to: encoder)\n".formatted(label));
    }
    return """
    public enum %s: Codable, Hashable {
    %s
      public init(from decoder: Decoder) throws {
    %s  }

      public func encode(to encoder: Encoder) throws {
        switch self {
    %s    }
      }
    }
    """
        .formatted(name, cases, decoding, encoding);
  }

  @Override
  String object(String name, List<Field> fields) {
    return fields.stream()
        .map(this::property)
        .collect(
            Collectors.joining("", "public struct " + name + ": Codable, Hashable {\n", "}\n"));
  }

  private String property(Field field) {
    String comment = field.description() == null ? "" : doc("  ", field.description());
    return comment
        + "  public var %s: %s%s\n"
            .formatted(field.name(), field.type(), field.required() ? "" : "?");
  }

  @Override
  String plain(String type) {
    return switch (type) {
      case "integer" -> "Int";
      case "boolean" -> "Bool";
      case "object" -> "[String: Json]";
      case "any" -> "Json";
      default -> "String";
    };
  }

  @Override
  String list(String item) {
    return "[" + item + "]";
  }

  @Override
  String map(String name, String value) {
    return "[" + name + ": " + value + "]";
  }
}
