package com.sup.messenger.websocket.gateway;

import static java.util.Map.entry;

import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageStatus;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Makes the shapes of the protocol's types, and collects the definitions of the named ones.
final class Shapes {

  private static final Map<Class<?>, String> NAMES =
      Map.of(
          Refusal.class, "ErrorCode",
          ConnectionRefusedException.Code.class, "ConnectErrorCode",
          OpaqueJson.class, "Json",
          Instant.class, "Timestamp");

  /// The notes on components beyond their types.
  private static final Map<String, UnaryOperator<Shape>> RULES =
      Map.ofEntries(
          entry("SyncChat.limit", _ -> Shape.integer(1)),
          entry("MuteChat.until", Shapes::orNull),
          entry("JoinChats.chatIds", Shapes::batch),
          entry("SubscribePresence.userIds", Shapes::batch),
          entry("UnsubscribePresence.userIds", Shapes::batch),
          entry(
              "Message.seq",
              _ -> Shape.integer(1).described("The place in the chat: 1, 2, 3, ... without holes")),
          entry("PresenceChanged.lastSeen", shape -> shape.described("Epoch milliseconds")),
          entry(
              "SyncComplete.truncated",
              shape -> shape.described("The chats of which more is to be had by chat:sync")),
          entry("Failure.success", _ -> Shape.constant(false)),
          entry(
              "ConnectPayload.token",
              shape -> shape.described("Else the query parameter token, else the bearer token")),
          entry(
              "ConnectPayload.deviceId",
              shape -> shape.described("Where the token names none; else one is made")),
          entry(
              "ConnectPayload.status",
              shape -> shape.described("The presence of the device from its first moment")),
          entry("ConnectPayload.pid", shape -> shape.described("The session to come back to")),
          entry(
              "ConnectPayload.offset", shape -> shape.described("The last event received in it")));

  private final SortedMap<String, Definition> definitions = new TreeMap<>();

  private static Shape orNull(Shape time) {
    return new Shape(
        Shape.ordered(
            "description",
            "The end of the mute; null, or a time that is past, ends it now",
            "type",
            List.of("string", "null"),
            "format",
            "date-time"),
        time.typeScript() + " | null");
  }

  private static Shape batch(Shape list) {
    return list.with("maxItems", ClientEvent.MAX_BATCH);
  }

  /// Returns all definitions up to now, by name.
  SortedMap<String, Definition> definitions() {
    return definitions;
  }

  Shape of(Type type) {
    if (type instanceof ParameterizedType collection) {
      return collection(collection);
    }
    Class<?> plain = (Class<?>) type;
    Shape inline = Scalars.INLINE.get(plain);
    return inline == null ? named(plain) : inline;
  }

  private Shape collection(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    return type.getRawType() == Map.class
        ? cursors(of(arguments[0]), of(arguments[1]))
        : of(arguments[0]).list();
  }

  private static Shape cursors(Shape key, Shape value) {
    return new Shape(
        Shape.ordered(
            "description",
            "The seq of each chat up to which the client has everything; also as JSON text",
            "type",
            List.of("object", "string"),
            "propertyNames",
            key.schema(),
            "additionalProperties",
            value.schema()),
        "Record<" + key.typeScript() + ", " + value.typeScript() + "> | string");
  }

  private Shape named(Class<?> type) {
    String name = name(type);
    if (!definitions.containsKey(name)) {
      definitions.put(
          name,
          Scalars.define(type)
              ? Scalars.definition(type, name)
              : Definition.object(name, properties(type)));
    }
    return Shape.named(name);
  }

  /// Returns the name of a type in the contract.
  static String name(Class<?> type) {
    String kind =
        ServerEvent.class.isAssignableFrom(type)
            ? "Event"
            : Reply.class.isAssignableFrom(type) ? "Reply" : "";
    return NAMES.getOrDefault(type, type.getSimpleName() + kind);
  }

  private List<Definition.Property> properties(Class<?> type) {
    List<Definition.Property> properties = new ArrayList<>();
    if (Reply.class.isAssignableFrom(type)) {
      properties.add(new Definition.Property("success", Shape.constant(true), true));
    }
    Arrays.stream(type.getRecordComponents()).map(this::property).forEach(properties::add);
    if (type == Message.class) {
      properties.add(new Definition.Property("status", of(MessageStatus.class), true));
    }
    return properties;
  }

  private Definition.Property property(RecordComponent component) {
    String place = component.getDeclaringRecord().getSimpleName() + "." + component.getName();
    Shape shape =
        RULES.getOrDefault(place, UnaryOperator.identity()).apply(of(component.getGenericType()));
    boolean required = !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return new Definition.Property(component.getName(), shape, required);
  }
}
