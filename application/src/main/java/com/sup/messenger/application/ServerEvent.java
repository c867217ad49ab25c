package com.sup.messenger.application;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Message;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that the service tells a client unasked; the components of a record are the payload
/// on
/// the wire.
public sealed interface ServerEvent {

  /// The connection stands; what was missed comes next.
  @EventName("connected")
  record Connected(
      UserId userId, String socketId, DeviceId deviceId, Instant serverTime, boolean recovered)
      implements ServerEvent {}

  /// What was missed has been sent: from here on everything is live.
  ///
  /// @param truncated the chats of which a bound left something out, to be had by `chat:sync`
  @EventName("sync:complete")
  record SyncComplete(@Nullable List<ChatId> truncated) implements ServerEvent {}

  /// An event without an acknowledgement failed, or the token ran out.
  @EventName("error")
  record Failed(Refusal code, String message, @Nullable String event, @Nullable Long retryAfterMs)
      implements ServerEvent {}

  /// A message of a chat.
  @EventName("message:new")
  record MessageNew(Message message, Profile sender) implements ServerEvent {}

  /// A member looks at the chat now, with a first device.
  @EventName("chat:member-joined")
  record MemberJoined(ChatId chatId, UserId userId, Instant timestamp) implements ServerEvent {}

  /// A member no longer looks at the chat, with any device.
  @EventName("chat:member-left")
  record MemberLeft(ChatId chatId, UserId userId, Instant timestamp) implements ServerEvent {}
}
