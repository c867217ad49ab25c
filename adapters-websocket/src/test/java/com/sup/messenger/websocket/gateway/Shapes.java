package com.sup.messenger.websocket.gateway;

import static java.util.Map.entry;

import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.message.ChatMessage;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.MessageStatus;
import com.sup.messenger.json.Words;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
          entry("SyncChat.beforeSeq", _ -> Shape.integer(1)),
          entry(
              "SendMessage.expiresInMs",
              _ -> Shape.integer(1_000).with("maximum", Draft.MAX_LIFETIME.toMillis())),
          entry("ListChats.limit", _ -> Shape.integer(1)),
          entry("ListChats.chatIds", Shapes::batch),
          entry("ConfirmDelivery.receipts", Shapes::batch),
          entry("ConfirmReading.receipts", Shapes::batch),
          entry("JoinChats.chatIds", Shapes::batch),
          entry("SubscribePresence.userIds", Shapes::batch),
          entry("UnsubscribePresence.userIds", Shapes::batch),
          entry(
              "Message.seq",
              _ -> Shape.integer(1).described("The place in the chat: 1, 2, 3, ... without holes")),
          entry("Message.silent", shape -> shape.described("Left out if it is false")),
          entry("Message.version", _ -> Shape.integer(1).described("Left out before an edit")),
          entry("PresenceChanged.lastSeen", shape -> shape.described("Epoch milliseconds")),
          entry(
              "SyncComplete.truncated",
              shape -> shape.described("The chats of which more is to be had by chat:sync")),
          entry(
              "SyncComplete.stale",
              shape -> shape.described("The chats of which more is to be had by chat:state")),
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
          entry("ConnectPayload.cursors", Shapes::orText),
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

  /// The components that are left out if they have their usual value.
  private static final Set<String> LEFT_OUT = Set.of("Message.silent", "Message.version");

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
    if (plain == Protocol.Cursor.class) {
      return Shape.oneOf(List.of(Shape.integer(0), named(plain)));
    }
    Shape inline = Scalars.INLINE.get(plain);
    return inline == null ? named(plain) : inline;
  }

  private Shape collection(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    return type.getRawType() == Map.class
        ? Shape.map(of(arguments[0]), of(arguments[1]))
        : of(arguments[0]).list();
  }

  private static Shape orText(Shape object) {
    return new Shape(
        object
            .described(
                "The place in each chat up to which the client has everything; also as JSON text")
            .with("type", List.of("object", "string"))
            .schema(),
        object.typeScript() + " | string");
  }

  private Shape named(Class<?> type) {
    String name = name(type);
    if (!definitions.containsKey(name)) {
      definitions.put(name, define(type, name));
    }
    return Shape.named(name);
  }

  private Definition define(Class<?> type, String name) {
    if (Scalars.define(type)) {
      return Scalars.definition(type, name);
    }
    if (type.isSealed()) {
      return Definition.union(
          name, Arrays.stream(type.getPermittedSubclasses()).map(this::of).toList());
    }
    List<List<Definition.Property>> forms =
        Protocol.forms(type).stream().map(form -> properties(type, form)).toList();
    return forms.size() == 1
        ? Definition.object(name, forms.getFirst())
        : Definition.forms(name, forms);
  }

  /// Returns the name of a type in the contract.
  static String name(Class<?> type) {
    String kind =
        ServerEvent.class.isAssignableFrom(type)
            ? "Event"
            : Reply.class.isAssignableFrom(type) ? "Reply" : "";
    return NAMES.getOrDefault(type, type.getSimpleName() + kind);
  }

  /// Returns the properties of a type, in one of its forms.
  ///
  /// @param form the properties that make the form
  private List<Definition.Property> properties(Class<?> type, Set<String> form) {
    List<Definition.Property> properties = new ArrayList<>();
    if (Reply.class.isAssignableFrom(type)) {
      properties.add(new Definition.Property("success", Shape.constant(true), true));
    }
    Arrays.stream(type.getRecordComponents())
        .filter(component -> Protocol.isIn(form, component))
        .map(component -> property(component, form.contains(component.getName())))
        .forEach(properties::add);
    if (ChatMessage.class.isAssignableFrom(type)) {
      properties.add(new Definition.Property("status", status(type), true));
    }
    return properties;
  }

  private static Shape status(Class<?> type) {
    return Shape.constant(
        Words.of(type == DeletedMessage.class ? MessageStatus.DELETED : MessageStatus.SENT));
  }

  private Definition.Property property(RecordComponent component, boolean always) {
    String place = component.getDeclaringRecord().getSimpleName() + "." + component.getName();
    Shape shape =
        RULES.getOrDefault(place, UnaryOperator.identity()).apply(of(component.getGenericType()));
    boolean optional =
        component.getAnnotatedType().isAnnotationPresent(Nullable.class)
            || LEFT_OUT.contains(place);
    return new Definition.Property(component.getName(), shape, always || !optional);
  }
}
