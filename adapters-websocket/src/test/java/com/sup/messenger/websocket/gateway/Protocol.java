package com.sup.messenger.websocket.gateway;

import com.sup.messenger.application.event.AnsweredBy;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.application.event.EventName;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.presence.CustomStatus;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lists the records of the protocol, and records for the payloads that the gateway reads and
/// writes by hand.
final class Protocol {

  static final List<Class<?>> CLIENT_EVENTS = List.copyOf(ClientEvent.types());
  static final List<Class<?>> SERVER_EVENTS = permitted(ServerEvent.class);
  static final List<Class<?>> REPLIES = permitted(Reply.class);

  /// The fields of the events that have several forms. Each form has one of these sets, and none of
  /// the others.
  private static final Map<Class<?>, List<Set<String>>> FORMS =
      Map.of(
          ClientEvent.SyncChat.class, List.of(Set.of("afterSeq"), Set.of("beforeSeq")),
          ClientEvent.ConfirmDelivery.class,
              List.of(Set.of("messageId", "chatId"), Set.of("receipts")),
          ClientEvent.ConfirmReading.class,
              List.of(Set.of("messageId", "chatId"), Set.of("receipts")));

  private Protocol() {}

  /// The `auth` of a client ([Credentials]).
  record ConnectPayload(
      @Nullable String token,
      @Nullable String deviceId,
      @Nullable Map<ChatId, Cursor> cursors,
      @Nullable String pid,
      @Nullable String offset,
      @Nullable PresenceStatus status,
      @Nullable CustomStatus customStatus) {}

  /// The place up to which a client has a chat ([Credentials]).
  record Cursor(long seq, @Nullable Long rev) {}

  /// The answer to a refused client ([SupGateway]).
  record ConnectError(String message, ConnectErrorData data) {}

  record ConnectErrorData(ConnectionRefusedException.Code code, @Nullable Long retryAfterMs) {}

  /// The acknowledgement of a failure ([EventCodec]).
  record Failure(
      boolean success, Refusal error, String message, String event, @Nullable Long retryAfterMs) {}

  static String wireName(Class<?> event) {
    return event.getAnnotation(EventName.class).value();
  }

  /// Returns the types of the successful acknowledgements of an event.
  static List<Class<? extends Reply>> replies(Class<?> clientEvent) {
    return List.of(clientEvent.getAnnotation(AnsweredBy.class).value());
  }

  /// Returns the sets of fields of which a payload has exactly one; a single empty one for a type
  /// with one form.
  static List<Set<String>> forms(Class<?> type) {
    return FORMS.getOrDefault(type, List.of(Set.of()));
  }

  /// Returns true if a component is part of a form of its record.
  static boolean isIn(Set<String> form, RecordComponent component) {
    return form.contains(component.getName())
        || forms(component.getDeclaringRecord()).stream()
            .noneMatch(other -> other.contains(component.getName()));
  }

  private static List<Class<?>> permitted(Class<?> type) {
    return Arrays.asList(type.getPermittedSubclasses());
  }
}
