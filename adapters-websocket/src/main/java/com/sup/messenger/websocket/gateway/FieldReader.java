package com.sup.messenger.websocket.gateway;

import static com.sup.messenger.domain.InvalidValueException.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Id;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.TempId;
import com.sup.messenger.domain.presence.PresenceStatus;
import com.sup.messenger.domain.reaction.Reaction;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Reads one field; refuses what it must not be with [InvalidValueException].
@FunctionalInterface
interface FieldReader {

  /// The value of a node, which is missing where a required field is.
  Object read(JsonNode node);

  /// The most elements that a list is read to; a longer one is refused before it is converted.
  int MAX_ELEMENTS = 1_000;

  Map<Type, FieldReader> SCALARS =
      Map.ofEntries(
          Map.entry(CallId.class, text(CallId::new)),
          Map.entry(ChatId.class, text(ChatId::new)),
          Map.entry(MessageId.class, text(MessageId::new)),
          Map.entry(NotificationId.class, text(NotificationId::new)),
          Map.entry(UserId.class, text(UserId::new)),
          Map.entry(EncryptedContent.class, text(EncryptedContent::new)),
          Map.entry(TempId.class, text(TempId::new)),
          Map.entry(Reaction.class, text(Reaction::new)),
          Map.entry(Text.class, text(Text::new)),
          Map.entry(String.class, text(text -> text)),
          Map.entry(MessageType.class, constant(MessageType.values())),
          Map.entry(PresenceStatus.class, constant(PresenceStatus.values())),
          Map.entry(CallType.class, constant(CallType.values())),
          Map.entry(Metadata.class, FieldReader::metadata),
          Map.entry(OpaqueJson.class, FieldReader::opaque),
          Map.entry(long.class, FieldReader::integer),
          Map.entry(Integer.class, node -> (int) within(integer(node), Integer.MAX_VALUE)));

  /// The reader for a component's type.
  static FieldReader of(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return list(of(list.getActualTypeArguments()[0]));
    }
    FieldReader reader = SCALARS.get(type);
    if (reader == null) {
      throw new IllegalArgumentException("No reader for " + type);
    }
    return reader;
  }

  private static FieldReader text(Function<String, Object> constructor) {
    return node -> {
      require(node.isTextual(), "must be a string");
      return constructor.apply(node.textValue());
    };
  }

  private static <E extends Enum<E>> FieldReader constant(E[] values) {
    Map<String, E> byName =
        Arrays.stream(values).collect(Collectors.toMap(FieldReader::wireName, value -> value));
    String rule =
        Arrays.stream(values)
            .map(FieldReader::wireName)
            .collect(Collectors.joining(", ", "must be one of ", ""));
    return node -> {
      E value = node.isTextual() ? byName.get(node.textValue()) : null;
      if (value == null) {
        throw new InvalidValueException(rule);
      }
      return value;
    };
  }

  /// The name of a constant on the wire.
  static String wireName(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static long integer(JsonNode node) {
    require(
        node.isNumber() && node.canConvertToExactIntegral() && node.canConvertToLong(),
        "must be an integer");
    return node.longValue();
  }

  private static long within(long value, long bound) {
    require(Math.abs(value) <= bound, "must be at most " + bound);
    return value;
  }

  private static FieldReader list(FieldReader element) {
    return node -> {
      require(node.isArray(), "must be an array");
      require(node.size() <= MAX_ELEMENTS, "must have at most " + MAX_ELEMENTS + " elements");
      List<Object> values = new ArrayList<>(node.size());
      node.forEach(value -> values.add(element.read(value)));
      return values;
    };
  }

  private static OpaqueJson opaque(JsonNode node) {
    require(!node.isMissingNode(), "must be given");
    return new OpaqueJson(node.toString());
  }

  private static Metadata metadata(JsonNode node) {
    require(node.isObject(), "must be an object");
    return new Metadata(node.toString(), mentions(node.path("mentions")));
  }

  /// The object is the client's own: what is no user id in it is left alone.
  private static List<UserId> mentions(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false)
        .filter(value -> value.isTextual() && Id.isValid(value.textValue()))
        .map(value -> new UserId(value.textValue()))
        .distinct()
        .toList();
  }
}
