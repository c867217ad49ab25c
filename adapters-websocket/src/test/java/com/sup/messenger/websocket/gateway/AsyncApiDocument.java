package com.sup.messenger.websocket.gateway;

import static com.sup.messenger.websocket.gateway.Shape.ordered;

import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.EventName;
import com.sup.messenger.application.event.ServerEvent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/// Writes `docs/asyncapi.yaml`, AsyncAPI 3.0, from the service's view: it receives the messages
/// that clients send.
final class AsyncApiDocument {

  private static final String EVENTS = "#/channels/events";
  private static final String ANSWERS = "#/channels/acknowledgements";

  /// Notes on messages that their shape does not show.
  private static final Map<Class<?>, String> NOTES =
      Map.of(
          ClientEvent.Renegotiate.class,
          "In an answered call, for hold, an ICE restart, or other media. Both may offer at once:"
              + " the called device is the polite one (perfect negotiation). CALL_CONFLICT while"
              + " the other device is away.",
          ServerEvent.ChatSignalled.class,
          "Kept nowhere: it has no offset, is not sent again, and a client that is too slow misses"
              + " it.",
          ServerEvent.ChatUpdated.class,
          "One event for each field that has changed. changes holds the new value under the name of"
              + " the field, null where it was taken away. members is the whole list; where that is"
              + " over 64 KiB, or over 100 members for a user who is added, changes holds"
              + " memberCount instead.",
          ServerEvent.ChatRemoved.class,
          "To a user who is removed, or whose chat is deleted: the last event of the chat. What"
              + " else the same call of a back-end changes is not told to that user.",
          ServerEvent.NotificationNew.class,
          "chat_invite goes to users who are added to a chat, chat_updated to its members for each"
              + " other field that has changed.",
          ServerEvent.Failed.class,
          "Before a disconnect: TOKEN_EXPIRED where the token ran out or was revoked, IDLE_TIMEOUT"
              + " where no event came or was sent for too long,"
              + " PERMISSION_DENIED where a back-end wants it, with its reason as the message,"
              + " RATE_LIMIT_EXCEEDED where the client went on over its limits (retryAfterMs says"
              + " when it may connect again) or the user has too many connections.");

  private final Shapes shapes = new Shapes();
  private final Map<String, Object> events = ordered();
  private final Map<String, Object> answers = ordered();
  private final Map<String, Object> operations = ordered();

  AsyncApiDocument() {
    addHandshake();
    message(answers, Protocol.Failure.class);
    Protocol.REPLIES.forEach(reply -> message(answers, reply));
    Protocol.CLIENT_EVENTS.forEach(this::addClientEvent);
    Protocol.SERVER_EVENTS.forEach(this::addServerEvent);
  }

  String text(String note) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setDereferenceAliases(true);
    options.setWidth(120);
    return "# " + note + "\n" + new Yaml(options).dump(root());
  }

  private Map<String, Object> root() {
    Map<String, Object> schemas = new TreeMap<>();
    shapes.definitions().forEach((name, definition) -> schemas.put(name, definition.schema()));
    return ordered(
        "asyncapi",
        "3.0.0",
        "info",
        ordered(
            "title",
            "SUP Messenger real-time service",
            "version",
            "1.0.0",
            "description",
            "Socket.IO protocol 5 over Engine.IO protocol 4, by HTTP long-polling or WebSocket."),
        "defaultContentType",
        "application/json",
        "servers",
        Map.of("local", server()),
        "channels",
        ordered("events", eventsChannel(), "acknowledgements", answersChannel()),
        "operations",
        operations,
        "components",
        Map.of("schemas", schemas));
  }

  private static Map<String, Object> server() {
    return ordered(
        "host",
        "localhost:3001",
        "pathname",
        "/socket.io/",
        "protocol",
        "socket.io",
        "protocolVersion",
        "5",
        "description",
        "A JSON Web Token is taken from auth.token, else from the query parameter token, else from"
            + " the header Authorization: Bearer.");
  }

  private Map<String, Object> eventsChannel() {
    return ordered(
        "address",
        "/",
        "title",
        "The namespace of the messenger",
        "description",
        "Who acts is never part of a payload: the user comes from the token. Unknown fields are"
            + " ignored. What the service emits has a second argument after its payload, the offset"
            + " by which a client recovers. Only message:typing and chat:signal have none.",
        "messages",
        events);
  }

  private Map<String, Object> answersChannel() {
    return ordered(
        "address",
        null,
        "title",
        "The acknowledgements of events",
        "description",
        "Every callback given is called once. Without one, a failure arrives as the event error.",
        "messages",
        answers);
  }

  private void addHandshake() {
    message(events, Protocol.ConnectPayload.class);
    message(events, Protocol.ConnectError.class);
    operations.put("Connect", operation("receive", Protocol.ConnectPayload.class));
    operations.put("RefuseConnection", operation("send", Protocol.ConnectError.class));
  }

  private void addClientEvent(Class<?> event) {
    message(events, event);
    Map<String, Object> operation = operation("receive", event);
    operation.put(
        "reply",
        ordered(
            "channel",
            reference(ANSWERS),
            "messages",
            Stream.concat(Protocol.replies(event).stream(), Stream.of(Protocol.Failure.class))
                .map(answer -> messageOf(ANSWERS, answer))
                .toList()));
    operations.put(Shapes.name(event), operation);
  }

  private void addServerEvent(Class<?> event) {
    message(events, event);
    operations.put(Shapes.name(event), operation("send", event));
  }

  private static Map<String, Object> operation(String action, Class<?> type) {
    return ordered(
        "action",
        action,
        "title",
        title(type),
        "channel",
        reference(EVENTS),
        "messages",
        List.of(messageOf(EVENTS, type)));
  }

  private void message(Map<String, Object> messages, Class<?> type) {
    Map<String, Object> message = ordered();
    if (type.isAnnotationPresent(EventName.class)) {
      message.put("name", Protocol.wireName(type));
    }
    message.put("title", title(type));
    if (NOTES.containsKey(type)) {
      message.put("description", NOTES.get(type));
    }
    message.put("payload", shapes.of(type).schema());
    messages.put(Shapes.name(type), message);
  }

  private static Map<String, Object> messageOf(String channel, Class<?> type) {
    return reference(channel + "/messages/" + Shapes.name(type));
  }

  private static Map<String, Object> reference(String place) {
    return Map.of("$ref", place);
  }

  /// Returns a record's name in words.
  private static String title(Class<?> type) {
    String words = type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
  }
}
