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
import com.sup.messenger.domain.call.SessionDescription;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.message.ChatMessage;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.DeletionReason;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.SignalContent;
import com.sup.messenger.domain.message.SignalType;
import com.sup.messenger.domain.notification.NotificationType;
import com.sup.messenger.domain.notification.Priority;
import com.sup.messenger.domain.presence.Presence;
import com.sup.messenger.domain.presence.PresenceStatus;
import com.sup.messenger.domain.reaction.Reaction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event that the service sends to a client. The components of a record are the payload on the
/// wire.
public sealed interface ServerEvent {

  /// Confirms the connection. Missed events follow.
  @EventName("connected")
  record Connected(
      UserId userId, String socketId, DeviceId deviceId, Instant serverTime, boolean recovered)
      implements ServerEvent {}

  /// Reports that all missed events have been sent: later events are live.
  ///
  /// It comes again only if a bound leaves out messages later. That happens when an instance fills
  /// a gap or takes a session over.
  ///
  /// @param truncated the chats with messages left out, which `chat:sync` returns
  /// @param stale the chats with other changes left out, which `chat:state` returns
  @EventName("sync:complete")
  record SyncComplete(@Nullable List<ChatId> truncated, @Nullable List<ChatId> stale)
      implements ServerEvent {}

  /// Reports that an event without an acknowledgement failed, or that the token ran out.
  @EventName("error")
  record Failed(Refusal code, String message, @Nullable String event, @Nullable Long retryAfterMs)
      implements ServerEvent {}

  /// A message of a chat. In a replay, it has its newest version, or no content if it was deleted.
  @EventName("message:new")
  record MessageNew(ChatMessage message, Profile sender) implements ServerEvent {}

  /// The author has edited a message.
  @EventName("message:updated")
  record MessageUpdated(Message message, Profile sender) implements ServerEvent {}

  /// A message was deleted, or has expired.
  ///
  /// @param deletedBy the user who deleted it; null for a back-end, and for an expired message
  @EventName("message:deleted")
  record MessageDeleted(
      ChatId chatId,
      MessageId messageId,
      long seq,
      @Nullable UserId deletedBy,
      Instant deletedAt,
      DeletionReason reason)
      implements ServerEvent {

    /// Returns the event that shows a deleted message.
    public static MessageDeleted of(DeletedMessage message) {
      return new MessageDeleted(
          message.chatId(),
          message.id(),
          message.seq(),
          message.deletedBy(),
          message.deletedAt(),
          message.reason());
    }
  }

  /// The state of a chat, as far as it differs from an earlier revision (contract, "State and
  /// changes").
  ///
  /// @param sinceRev the earlier revision; null for all of the newest messages
  /// @param rev the revision of the state
  /// @param receipts the members whose receipts have moved, the last moved first; at most 100
  /// @param moreReceipts true if there are others; else null
  /// @param reactions the messages whose reactions have changed, with all reactions
  /// @param updated the edited messages
  /// @param deleted the deleted messages
  /// @param chat the fields and members of the chat; null if they have not changed
  @EventName("chat:state")
  record ChatState(
      ChatId chatId,
      @Nullable Long sinceRev,
      long rev,
      List<ReceiptState> receipts,
      @Nullable Boolean moreReceipts,
      List<MessageReactions> reactions,
      List<MessageUpdated> updated,
      List<MessageDeleted> deleted,
      @Nullable ChatDescription chat)
      implements ServerEvent {

    /// Returns the state with other edited messages.
    public ChatState withUpdated(List<MessageUpdated> others) {
      return new ChatState(
          chatId, sinceRev, rev, receipts, moreReceipts, reactions, others, deleted, chat);
    }
  }

  /// The receipts of a member.
  record ReceiptState(
      UserId userId,
      long deliveredSeq,
      @Nullable Instant deliveredAt,
      long readSeq,
      @Nullable Instant readAt) {}

  /// All reactions to a message.
  record MessageReactions(MessageId messageId, List<Reply.UserReaction> reactions) {}

  /// The fields and members of a chat.
  record ChatDescription(
      @Nullable String name,
      @Nullable String avatar,
      @Nullable String description,
      @Nullable OpaqueJson settings,
      List<UserId> members) {}

  /// A signal of a member's device. It is not sent again, and a slow client may miss it.
  @EventName("chat:signal")
  record ChatSignalled(
      ChatId chatId,
      UserId userId,
      DeviceId deviceId,
      SignalType type,
      SignalContent encryptedContent)
      implements ServerEvent {}

  /// A member is active in the chat now, by a first viewer.
  @EventName("chat:member-joined")
  record MemberJoined(ChatId chatId, UserId userId, Instant timestamp) implements ServerEvent {}

  /// A member is no longer active in the chat.
  @EventName("chat:member-left")
  record MemberLeft(ChatId chatId, UserId userId, Instant timestamp) implements ServerEvent {}

  /// A device of the user has received the chat up to a message.
  @EventName("message:delivered")
  record Delivered(MessageId messageId, ChatId chatId, UserId userId, Instant deliveredAt)
      implements ServerEvent {}

  /// The user has read the chat up to a message.
  @EventName("message:read")
  record Read(MessageId messageId, ChatId chatId, UserId userId, Instant readAt)
      implements ServerEvent {}

  /// A member types. The state ends by itself.
  @EventName("message:typing")
  record TypingStarted(ChatId chatId, UserId userId, @Nullable String userName)
      implements ServerEvent {}

  /// A member no longer types.
  @EventName("message:stop-typing")
  record TypingStopped(ChatId chatId, UserId userId) implements ServerEvent {}

  /// The presence of a user, out of the statuses of its devices.
  ///
  /// @param lastSeen epoch milliseconds
  @EventName("presence:update")
  record PresenceChanged(
      UserId userId, PresenceStatus status, long lastSeen, @Nullable Text customStatus)
      implements ServerEvent {

    /// Returns the event that shows a presence.
    public static PresenceChanged of(Presence presence) {
      return new PresenceChanged(
          presence.user(),
          presence.status(),
          presence.lastSeen().toEpochMilli(),
          presence.customStatus());
    }
  }

  /// A user calls.
  @EventName("call:incoming")
  record CallIncoming(
      CallId callId,
      UserId callerId,
      @Nullable String callerName,
      @Nullable String callerAvatar,
      CallType callType,
      OpaqueJson offer,
      @Nullable ChatId chatId,
      CallStatus status,
      Instant expiresAt)
      implements ServerEvent {}

  /// The call was answered.
  @EventName("call:answer")
  record CallAnswered(CallId callId, OpaqueJson answer, CallStatus status) implements ServerEvent {}

  /// The call was rejected.
  @EventName("call:reject")
  record CallRejected(CallId callId, @Nullable String reason, CallStatus status)
      implements ServerEvent {}

  /// The call is over, or continues without this device.
  @EventName("call:end")
  record CallEnded(CallId callId, @Nullable String reason, CallStatus status)
      implements ServerEvent {

    /// The reason if another device of the user has answered.
    public static final String ANSWERED_ELSEWHERE = "answered-elsewhere";

    /// Returns true if the call continues on another device of the user.
    public boolean continuesElsewhere() {
      return ANSWERED_ELSEWHERE.equals(reason);
    }
  }

  /// An ICE candidate of the other device.
  @EventName("call:ice-candidate")
  record CandidateOffered(CallId callId, OpaqueJson candidate) implements ServerEvent {}

  /// A new session description of the other device.
  @EventName("call:renegotiate")
  record CallRenegotiated(CallId callId, SessionDescription description) implements ServerEvent {}

  /// A reaction to a message was added, replaced or removed.
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

  /// A reaction to a message was removed.
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

  /// The change of a reaction.
  enum ReactionAction {
    ADD,
    REMOVE
  }

  /// The settings or members of a chat have changed.
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

  /// The user is no longer a member of a chat. The event says nothing of the chat's present state.
  @EventName("chat:removed")
  record ChatRemoved(ChatId chatId, RemovalReason reason) implements ServerEvent {}

  /// The reason for the end of a membership.
  enum RemovalReason {
    /// The chat was deleted.
    DELETED,
    /// The chat continues without the user.
    REMOVED
  }

  /// Another device of the user has muted a chat, or ended the mute.
  ///
  /// @param mutedUntil the end of the mute, null if the chat is not muted
  @EventName("chat:muted")
  record ChatMuted(ChatId chatId, @Nullable Instant mutedUntil) implements ServerEvent {}

  /// Another device of the user has blocked a user.
  @EventName("user:block")
  record UserBlocked(UserId userId) implements ServerEvent {}

  /// Another device of the user has ended the block of a user.
  @EventName("user:unblock")
  record UserUnblocked(UserId userId) implements ServerEvent {}

  /// A notification for the user.
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

    /// Returns the notification, marked as read.
    public NotificationNew asRead() {
      return new NotificationNew(
          id, type, title, message, data, fromUserId, chatId, messageId, priority, timestamp, true);
    }
  }

  /// A notification was read: on another device, or because its message was read.
  @EventName("notification:read")
  record NotificationRead(NotificationId notificationId) implements ServerEvent {}

  /// A notification is gone: another device has cleared it, its message was deleted, its reaction
  /// was taken back, or its chat is gone.
  @EventName("notification:clear")
  record NotificationCleared(NotificationId notificationId) implements ServerEvent {}

  /// Another device of the user has cleared all notifications.
  @EventName("notification:clear-all")
  record NotificationsCleared() implements ServerEvent {}
}
