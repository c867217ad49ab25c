package com.sup.messenger.redis.json;

import com.sup.messenger.application.event.PushEvent;
import com.sup.messenger.domain.Id;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.TempId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The JSON schema of the entries of the push outbox (JSON Schema 2020-12), out of the records.
final class PushSchema {

  /// The notes on members that their names do not explain.
  static final Map<String, String> NOTES =
      Map.ofEntries(
          Map.entry("PushedMessage.seq", "The place in the chat"),
          Map.entry("PushedMessage.replyToId", "The message that this one answers"),
          Map.entry("PushedMessage.expiresAt", "After it, the message has no content"),
          Map.entry("Notified.data", "Depends on the type"),
          Map.entry("Notified.messageId", "The message that it is about"),
          Map.entry("Notified.fromUserId", "The user who caused it"),
          Map.entry("CallRings.chatId", "The chat from which the caller calls"),
          Map.entry("CallRings.expiresAt", "The end of the ringing; a push after it is of no use"),
          Map.entry("CallRings.connectedDevices", "The devices of the user that ring already"),
          Map.entry(
              "RingingEnded.outcome",
              "`answered` by a device of the user; `cancelled` by the caller or by a device that"
                  + " rejects. `missed` if nobody answered or the caller was lost"),
          Map.entry("ChatRead.readSeq", "The place up to which the chat is read"),
          Map.entry("ChatRead.unread", "The unread messages of the chat"),
          Map.entry(
              "ChatRead.totalUnread", "The unread messages of all chats, at most 1,000 chats"),
          Map.entry("ChatRead.unreadChats", "The number of these chats with unread messages"));

  private final Map<String, Object> definitions = new LinkedHashMap<>();

  /// Returns the kinds of events.
  static Stream<Class<? extends PushEvent>> kinds() {
    return Stream.of(PushEvent.class.getPermittedSubclasses())
        .map(type -> type.asSubclass(PushEvent.class));
  }

  Map<String, Object> schema(String note) {
    List<Object> entries = new ArrayList<>();
    kinds().forEach(kind -> entries.add(entry(kind)));
    return map(
        "$schema",
        "https://json-schema.org/draft/2020-12/schema",
        "$comment",
        note,
        "title",
        "An entry of the push outbox",
        "oneOf",
        entries,
        "$defs",
        definitions);
  }

  private Map<String, Object> entry(Class<? extends PushEvent> kind) {
    return object(
        List.of("kind", "user", "event"),
        map(
            "kind",
            map("const", PushJson.kind(kind)),
            "user",
            of(UserId.class),
            "event",
            of(kind)));
  }

  private Map<String, Object> of(Type type) {
    if (type instanceof ParameterizedType list) {
      return map("type", "array", "items", of(list.getActualTypeArguments()[0]));
    }
    Class<?> plain = (Class<?>) type;
    if (plain == String.class || plain == EncryptedContent.class || plain == TempId.class) {
      return map("type", "string");
    }
    if (plain == long.class) {
      return map("type", "integer", "minimum", 0);
    }
    if (plain == OpaqueJson.class || plain == Metadata.class) {
      return map("type", "object");
    }
    if (plain == Instant.class) {
      return map("type", "string", "format", "date-time");
    }
    return reference(plain);
  }

  private Map<String, Object> reference(Class<?> type) {
    String name = type.getSimpleName();
    if (!definitions.containsKey(name)) {
      definitions.put(name, Map.of());
      definitions.put(name, definition(type));
    }
    return map("$ref", "#/$defs/" + name);
  }

  private Map<String, Object> definition(Class<?> type) {
    if (Id.class.isAssignableFrom(type)) {
      return map("type", "string", "pattern", "^[A-Za-z0-9_.:@-]{1,128}$");
    }
    if (type.isEnum()) {
      return map("type", "string", "enum", words(type));
    }
    return record(type);
  }

  private Map<String, Object> record(Class<?> type) {
    List<String> required = new ArrayList<>();
    Map<String, Object> properties = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Map<String, Object> property = new LinkedHashMap<>(of(component.getGenericType()));
      String note = NOTES.get(type.getSimpleName() + "." + component.getName());
      if (note != null) {
        property.put("description", note);
      }
      properties.put(component.getName(), property);
      if (!isOptional(component)) {
        required.add(component.getName());
      }
    }
    return object(required, properties);
  }

  /// Returns true if a record is a text or a JSON object in the entries.
  static boolean isValue(Class<?> type) {
    return Id.class.isAssignableFrom(type)
        || List.of(EncryptedContent.class, TempId.class, OpaqueJson.class, Metadata.class)
            .contains(type);
  }

  static boolean isOptional(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /// Returns the constants of an enum as they are in the entries.
  static List<String> words(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(word -> ((Enum<?>) word).name().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static Map<String, Object> object(List<String> required, Map<String, Object> properties) {
    return map("type", "object", "required", required, "properties", properties);
  }

  private static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
