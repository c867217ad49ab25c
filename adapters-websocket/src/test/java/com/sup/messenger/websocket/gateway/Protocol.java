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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lists the records of the protocol, and records for the payloads that the gateway reads and
/// writes by hand.
final class Protocol {

  static final List<Class<?>> CLIENT_EVENTS = permitted(ClientEvent.class);
  static final List<Class<?>> SERVER_EVENTS = permitted(ServerEvent.class);
  static final List<Class<?>> REPLIES = permitted(Reply.class);

  private Protocol() {}

  /// The `auth` of a client ([Credentials]).
  record ConnectPayload(
      @Nullable String token,
      @Nullable String deviceId,
      @Nullable Map<ChatId, Long> cursors,
      @Nullable String pid,
      @Nullable String offset,
      @Nullable PresenceStatus status,
      @Nullable CustomStatus customStatus) {}

  /// The answer to a refused client ([SupGateway]).
  record ConnectError(String message, ConnectErrorData data) {}

  record ConnectErrorData(ConnectionRefusedException.Code code, @Nullable Long retryAfterMs) {}

  /// The acknowledgement of a failure ([EventCodec]).
  record Failure(
      boolean success, Refusal error, String message, String event, @Nullable Long retryAfterMs) {}

  static String wireName(Class<?> event) {
    return event.getAnnotation(EventName.class).value();
  }

  static Class<? extends Reply> reply(Class<?> clientEvent) {
    return clientEvent.getAnnotation(AnsweredBy.class).value();
  }

  private static List<Class<?>> permitted(Class<?> type) {
    return Arrays.asList(type.getPermittedSubclasses());
  }
}
