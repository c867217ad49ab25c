package com.sup.messenger.redis.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sup.messenger.application.event.PushEvent;
import com.sup.messenger.contracts.PushSamples;
import com.sup.messenger.domain.Id;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes `docs/push-outbox.md`.
final class PushOutboxDocument {

  private static final String HEAD =
      """
      # The push outbox

      <!-- %s -->

      The service connects no APNs, FCM or Web Push: it does not know the push tokens of an application. It writes news for users
      who are away to the Redis stream `push:outbox` (after `REDIS_PREFIX`). A push worker of yours reads the stream with a consumer
      group and sends pushes. `deploy/push-worker` has a small one.

      Each entry is one event for one user. It has three fields:

      | field | holds |
      | --- | --- |
      | `kind` | the kind of the event, see below |
      | `user` | the id of the user to push to |
      | `event` | the event, a JSON object |

      `push-outbox.schema.json` describes an entry as an object with these members, `event` being parsed. Later versions may add
      kinds, members and words: a worker ignores what it does not know.

      ## Promises

      - Entries are in the order of the events for a user. The newest 100,000 are kept, or some more. A worker that is slower than
        that misses the oldest.
      - An entry may come twice. Its ids tell: the message, the notification, or the call with its kind.
      - An entry may come late: the user may have seen the event already. After `expiresAt` no call is to be shown.
      - If Redis is away, entries are left out. A user who returns is sent everything that was missed.
      - No entry has the content of a message, so a deleted message is nowhere. A device that connects is sent the content.
      - Times are in ISO 8601, UTC. A place (`seq`) counts the messages of a chat: 1, 2, 3 and so on.

      ## Kinds
      """;

  private static final Map<Class<?>, String> KINDS =
      Map.of(
          PushEvent.MessagePosted.class,
          """
          A message of a chat, for each member who has no device connected 100 ms after it. The sender gets none.
          """,
          PushEvent.Notified.class,
          """
          A notification, as `notification:new` has it, for its user, connected or not. Show it once: `id` tells.
          """,
          PushEvent.CallRings.class,
          """
          A call rings, from now until `expiresAt`. The called user has an entry at once, connected or not, since the service does
          not know which devices are away. Push to all devices but `connectedDevices`. The offer is too long for a push: a device
          that connects in time is sent `call:incoming` with it.
          """,
          PushEvent.RingingEnded.class,
          """
          A call no longer rings: take its screen away. If the user missed it, a `notification:new` of the type `call_missed` comes
          besides, also if the caller gave up.
          """,
          PushEvent.ChatRead.class,
          """
          The user has read a chat on a device. Take away what the others show of it up to `readSeq`, and set the badge to
          `totalUnread` or `unreadChats`. Readings of half a second become one entry a chat.
          """);

  private final StringBuilder text = new StringBuilder();

  String text(String note) {
    text.append(HEAD.formatted(note));
    PushSchema.kinds().forEach(this::kind);
    return text.toString();
  }

  private void kind(Class<? extends PushEvent> kind) {
    text.append("\n### `").append(PushJson.kind(kind)).append("`\n\n");
    text.append(KINDS.get(kind)).append('\n');
    Set<Class<?>> inside = new LinkedHashSet<>();
    table("event", kind, inside);
    for (Class<?> part : inside) {
      table(part.getSimpleName(), part, Set.of());
    }
    text.append("```json\n").append(example(kind)).append("\n```\n");
  }

  private void table(String name, Class<?> type, Set<Class<?>> inside) {
    text.append("| member of `").append(name).append("` | type | |\n| --- | --- | --- |\n");
    for (RecordComponent component : type.getRecordComponents()) {
      Class<?> plain = plain(component.getGenericType());
      if (plain.isRecord() && !PushSchema.isValue(plain)) {
        inside.add(plain);
      }
      text.append(row(type, component));
    }
    text.append('\n');
  }

  private static String row(Class<?> type, RecordComponent component) {
    String note = PushSchema.NOTES.get(type.getSimpleName() + "." + component.getName());
    return "| `%s` | %s%s | %s |%n"
        .formatted(
            component.getName(),
            words(component.getGenericType()),
            PushSchema.isOptional(component) ? ", optional" : "",
            note == null ? "" : note);
  }

  private static Class<?> plain(Type type) {
    return (Class<?>)
        (type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type);
  }

  private static String words(Type type) {
    Class<?> plain = plain(type);
    if (type instanceof ParameterizedType) {
      return "list of " + words(plain);
    }
    if (plain.isEnum()) {
      return PushSchema.words(plain).stream()
          .map(word -> "`" + word + "`")
          .collect(Collectors.joining(", "));
    }
    if (Id.class.isAssignableFrom(plain)) {
      return "id";
    }
    return switch (plain.getSimpleName()) {
      case "long" -> "integer";
      case "Instant" -> "time";
      case "OpaqueJson", "Metadata" -> "object";
      case "String", "EncryptedContent", "TempId" -> "text";
      default -> "`" + plain.getSimpleName() + "`";
    };
  }

  private static String example(Class<? extends PushEvent> kind) {
    PushEvent event = PushSamples.full().stream().filter(kind::isInstance).findAny().orElseThrow();
    try {
      JsonMapper mapper = new JsonMapper();
      return mapper
          .writerWithDefaultPrettyPrinter()
          .writeValueAsString(mapper.readTree(PushJson.write(event)))
          .replace("\u2028", "")
          .replace(System.lineSeparator(), "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Returns the names of all notes that belong to no member.
  static List<String> strayNotes() {
    Stream<Class<?>> types =
        Stream.concat(PushSchema.kinds(), Stream.of(PushEvent.PushedMessage.class));
    Set<String> members =
        types
            .flatMap(
                type ->
                    Stream.of(type.getRecordComponents())
                        .map(component -> type.getSimpleName() + "." + component.getName()))
            .collect(Collectors.toSet());
    return PushSchema.NOTES.keySet().stream().filter(note -> !members.contains(note)).toList();
  }
}
