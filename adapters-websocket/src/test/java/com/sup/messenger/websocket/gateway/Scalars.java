package com.sup.messenger.websocket.gateway;

import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.domain.Id;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.call.Sdp;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.SignalContent;
import com.sup.messenger.domain.message.SignalType;
import com.sup.messenger.domain.message.TempId;
import com.sup.messenger.domain.presence.CustomStatus;
import com.sup.messenger.domain.reaction.Reaction;
import com.sup.messenger.json.FieldReader;
import com.sup.messenger.json.ValueJson;
import com.sup.messenger.json.Words;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The shapes of values that are no objects with fields of their own. `ContractShapesTest` compares
/// them with [FieldReader] and [ValueJson].
final class Scalars {

  private static final Shape STRING = new Shape(Map.of("type", "string"), "string");
  private static final Shape BOOLEAN = new Shape(Map.of("type", "boolean"), "boolean");

  /// Types that need no name.
  static final Map<Class<?>, Shape> INLINE =
      Map.of(
          String.class, STRING,
          boolean.class, BOOLEAN,
          Boolean.class, BOOLEAN,
          int.class, Shape.integer(0),
          Integer.class, Shape.integer(0),
          long.class, Shape.integer(0),
          Long.class, Shape.integer(0));

  private Scalars() {}

  /// Returns true if a type has a definition here.
  static boolean define(Class<?> type) {
    return type.isEnum() || type == Instant.class || isValue(type);
  }

  private static boolean isValue(Class<?> type) {
    return Id.class.isAssignableFrom(type)
        || List.of(
                EncryptedContent.class,
                SignalType.class,
                SignalContent.class,
                TempId.class,
                Reaction.class,
                Sdp.class,
                Text.class,
                CustomStatus.class,
                Metadata.class,
                OpaqueJson.class)
            .contains(type);
  }

  static Definition definition(Class<?> type, String name) {
    if (type.isEnum()) {
      return Definition.enumeration(name, constants(type));
    }
    if (Id.class.isAssignableFrom(type)) {
      return text(name, 128, "1 to 128 characters out of A-Z a-z 0-9 _ . : @ -")
          .and("pattern", "^[A-Za-z0-9_.:@-]+$");
    }
    return value(type, name);
  }

  private static Definition value(Class<?> type, String name) {
    return switch (type.getSimpleName()) {
      case "EncryptedContent" ->
          text(name, EncryptedContent.MAX_BYTES, "Opaque; at most 65536 bytes of UTF-8");
      case "SignalType" ->
          text(name, SignalType.MAX_LENGTH, "1 to 64 characters out of A-Z a-z 0-9 _ . : @ -")
              .and("pattern", "^[A-Za-z0-9_.:@-]+$");
      case "SignalContent" ->
          text(name, SignalContent.MAX_BYTES, "Opaque; at most 16384 bytes of UTF-8");
      case "TempId" ->
          text(name, 128, "The client's own name for a message; no control characters")
              .and("pattern", "^[^\\u0000-\\u001F\\u007F-\\u009F]*$");
      case "Reaction" -> text(name, Reaction.MAX_LENGTH, "1 to 10 characters (code points)");
      case "Sdp" -> text(name, Sdp.MAX_BYTES, "Opaque; at most 65536 bytes of UTF-8");
      case "CustomStatus" ->
          text(
                  name,
                  Text.MAX_LENGTH,
                  "At most 256 characters; an empty one removes the earlier one")
              .and("minLength", 0);
      case "Text" -> text(name, Text.MAX_LENGTH, "1 to 256 characters");
      case "Metadata" -> metadata(name);
      case "OpaqueJson" ->
          Definition.alias(
              name,
              "NonNullable<unknown>",
              "description",
              "Any JSON value but null, carried as it is; at most 65536 bytes of UTF-8",
              "not",
              Map.of("type", "null"));
      case "Instant" ->
          Definition.alias(
              name,
              "string",
              "type",
              "string",
              "description",
              "ISO 8601, UTC, with milliseconds",
              "format",
              "date-time");
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Definition metadata(String name) {
    return Definition.alias(
        name,
        "{ mentions?: UserId[]; [name: string]: unknown }",
        "type",
        "object",
        "description",
        "Carried as it is; at most 8192 bytes of UTF-8; mentions names the users to notify");
  }

  private static Definition text(String name, int longest, String description) {
    return Definition.alias(
        name,
        "string",
        "type",
        "string",
        "description",
        description,
        "minLength",
        1,
        "maxLength",
        longest);
  }

  private static List<String> constants(Class<?> type) {
    boolean code = type == Refusal.class || type == ConnectionRefusedException.Code.class;
    return Arrays.stream(type.getEnumConstants())
        .map(Enum.class::cast)
        .map(constant -> code ? constant.name() : Words.of(constant))
        .toList();
  }
}
