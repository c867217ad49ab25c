package com.sup.messenger.application.event;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallStatus;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.notification.NotificationType;
import com.sup.messenger.domain.notification.Priority;
import com.sup.messenger.domain.presence.Presence;
import com.sup.messenger.domain.presence.PresenceStatus;
import com.sup.messenger.domain.reaction.Reaction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that the service tells a client unasked; the components of a record are the payload
/// on the wire.
public sealed interface ServerEvent {

  /// The connection stands; what was missed comes next.
  @EventName("connected")
  record Connected(
      UserId userId, String socketId, DeviceId deviceId, Instant serverTime, boolean recovered)
      implements ServerEvent {}

  /// What was missed has been sent: from here on everything is live. It comes again only if a bound
  /// leaves out something later, where an instance makes good what was lost or takes a session
  /// over.
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

  /// Everything of a chat up to a message has reached a device of the user.
  @EventName("message:delivered")
  record Delivered(MessageId messageId, ChatId chatId, UserId userId, Instant deliveredAt)
      implements ServerEvent {}

  /// The user has read the chat up to a message.
  @EventName("message:read")
  record Read(MessageId messageId, ChatId chatId, UserId userId, Instant readAt)
      implements ServerEvent {}

  /// A member types; ends by itself.
  @EventName("message:typing")
  record TypingStarted(ChatId chatId, UserId userId, @Nullable String userName)
      implements ServerEvent {}

  /// A member no longer types.
  @EventName("message:stop-typing")
  record TypingStopped(ChatId chatId, UserId userId) implements ServerEvent {}

  /// What a user's devices say together.
  ///
  /// @param lastSeen epoch milliseconds
  @EventName("presence:update")
  record PresenceChanged(
      UserId userId, PresenceStatus status, long lastSeen, @Nullable Text customStatus)
      implements ServerEvent {

    public static PresenceChanged of(Presence presence) {
      return new PresenceChanged(
          presence.user(),
          presence.status(),
          presence.lastSeen().toEpochMilli(),
          presence.customStatus());
    }
  }

  /// Somebody calls.
  @EventName("call:incoming")
  record CallIncoming(
      CallId callId,
      UserId callerId,
      @Nullable String callerName,
      @Nullable String callerAvatar,
      CallType callType,
      OpaqueJson offer,
      CallStatus status)
      implements ServerEvent {}

  /// The call was answered.
  @EventName("call:answer")
  record CallAnswered(CallId callId, OpaqueJson answer, CallStatus status) implements ServerEvent {}

  /// The call was refused.
  @EventName("call:reject")
  record CallRejected(CallId callId, @Nullable String reason, CallStatus status)
      implements ServerEvent {}

  /// The call is over, or goes on without this device.
  @EventName("call:end")
  record CallEnded(CallId callId, @Nullable String reason, CallStatus status)
      implements ServerEvent {}

  /// How the other device may be reached.
  @EventName("call:ice-candidate")
  record CandidateOffered(CallId callId, OpaqueJson candidate) implements ServerEvent {}

  /// A reaction to a message came, took the place of an earlier one, or went.
  @EventName("reaction:new")
  record ReactionAdded(
      MessageId messageId,
      ChatId chatId,
      UserId userId,
      @Nullable String userName,
      Reaction reaction,
      ReactionAction action,
      Instant timestamp)
      implements ServerEvent {}

  /// A reaction to a message was taken back.
  @EventName("reaction:remove")
  record ReactionRemoved(
      MessageId messageId,
      ChatId chatId,
      UserId userId,
      @Nullable String userName,
      Reaction reaction,
      ReactionAction action,
      Instant timestamp)
      implements ServerEvent {}

  /// What happened to a reaction.
  enum ReactionAction {
    ADD,
    REMOVE
  }

  /// A chat's settings or members changed.
  ///
  /// @param changes the new value of each changed field
  @EventName("chat:updated")
  record ChatUpdated(
      ChatId chatId,
      @Nullable UserId updatedBy,
      ChatUpdateType updateType,
      OpaqueJson changes,
      Instant timestamp)
      implements ServerEvent {}

  /// The user is no longer a member of a chat. Says nothing of the chat as it is now.
  @EventName("chat:removed")
  record ChatRemoved(ChatId chatId, RemovalReason reason) implements ServerEvent {}

  /// Why a user is no longer a member of a chat.
  enum RemovalReason {
    /// The chat is gone.
    DELETED,
    /// The chat goes on without the user.
    REMOVED
  }

  /// Something that the user is to be told.
  @EventName("notification:new")
  record NotificationNew(
      NotificationId id,
      NotificationType type,
      String title,
      String message,
      OpaqueJson data,
      @Nullable UserId fromUserId,
      @Nullable ChatId chatId,
      @Nullable MessageId messageId,
      Priority priority,
      Instant timestamp,
      boolean read)
      implements ServerEvent {

    /// The same, marked as read.
    public NotificationNew asRead() {
      return new NotificationNew(
          id, type, title, message, data, fromUserId, chatId, messageId, priority, timestamp, true);
    }
  }

  /// Another device of the user has read a notification.
  @EventName("notification:read")
  record NotificationRead(NotificationId notificationId) implements ServerEvent {}

  /// Another device of the user has cleared a notification.
  @EventName("notification:clear")
  record NotificationCleared(NotificationId notificationId) implements ServerEvent {}

  /// Another device of the user has cleared all notifications.
  @EventName("notification:clear-all")
  record NotificationsCleared() implements ServerEvent {}
}
