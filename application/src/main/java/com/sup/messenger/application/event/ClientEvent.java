package com.sup.messenger.application.event;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.TempId;
import com.sup.messenger.domain.presence.PresenceStatus;
import com.sup.messenger.domain.reaction.Reaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that a client can ask for; the components of a record are the payload on the wire.
///
/// Who asks is never part of it: the actor comes from the handshake.
public sealed interface ClientEvent {

  /// The most chats or users that one event may name.
  int MAX_BATCH = 100;

  /// Sends a message to a chat.
  @EventName("message:new")
  @AnsweredBy(Reply.MessageSent.class)
  record SendMessage(
      ChatId chatId,
      EncryptedContent encryptedContent,
      MessageType messageType,
      @Nullable MessageId replyToId,
      @Nullable Metadata metadata,
      @Nullable TempId tempId)
      implements ClientEvent {

    public Draft draft() {
      return new Draft(chatId, encryptedContent, messageType, replyToId, metadata, tempId);
    }
  }

  /// Asks for the messages of a chat after a place in it.
  @EventName("chat:sync")
  @AnsweredBy(Reply.ChatSynced.class)
  record SyncChat(ChatId chatId, long afterSeq, @Nullable Integer limit) implements ClientEvent {

    /// The most messages in one answer, whatever the limit is.
    private static final int MAX_LIMIT = 500;

    private static final int DEFAULT_LIMIT = 100;

    public SyncChat {
      InvalidValueException.require(afterSeq >= 0, "afterSeq must be 0 or more");
      InvalidValueException.require(limit == null || limit >= 1, "limit must be 1 or more");
    }

    /// How many messages are answered at most.
    public int page() {
      return limit == null ? DEFAULT_LIMIT : Math.min(limit, MAX_LIMIT);
    }
  }

  /// This device begins to look at a chat.
  @EventName("chat:join")
  @AnsweredBy(Reply.ChatJoined.class)
  record JoinChat(ChatId chatId) implements ClientEvent {}

  /// This device begins to look at several chats.
  @EventName("chat:join-multiple")
  @AnsweredBy(Reply.ChatsJoined.class)
  record JoinChats(List<ChatId> chatIds) implements ClientEvent {

    public JoinChats {
      InvalidValueException.require(
          chatIds.size() <= MAX_BATCH, "chatIds must name at most " + MAX_BATCH);
      chatIds = List.copyOf(chatIds);
    }
  }

  /// This device no longer looks at a chat.
  @EventName("chat:leave")
  @AnsweredBy(Reply.ChatLeft.class)
  record LeaveChat(ChatId chatId) implements ClientEvent {}

  /// Asks who looks at a chat.
  @EventName("chat:get-active-members")
  @AnsweredBy(Reply.ActiveMembers.class)
  record GetActiveMembers(ChatId chatId) implements ClientEvent {}

  /// Everything of a chat up to a message has reached this device.
  @EventName("message:delivered")
  @AnsweredBy(Reply.DeliveryConfirmed.class)
  record ConfirmDelivery(MessageId messageId, ChatId chatId) implements ClientEvent {}

  /// The user has read a chat up to a message.
  @EventName("message:read")
  @AnsweredBy(Reply.ReadingConfirmed.class)
  record ConfirmReading(MessageId messageId, ChatId chatId) implements ClientEvent {}

  /// The user types.
  @EventName("message:typing")
  @AnsweredBy(Reply.Done.class)
  record StartTyping(ChatId chatId) implements ClientEvent {}

  /// The user no longer types.
  @EventName("message:stop-typing")
  @AnsweredBy(Reply.Done.class)
  record StopTyping(ChatId chatId) implements ClientEvent {}

  /// What this device says of its user from now on.
  @EventName("presence:update")
  @AnsweredBy(Reply.Done.class)
  record UpdatePresence(PresenceStatus status, @Nullable Text customStatus)
      implements ClientEvent {}

  /// This device wants to know of the presence of users.
  @EventName("presence:subscribe")
  @AnsweredBy(Reply.PresenceSubscribed.class)
  record SubscribePresence(List<UserId> userIds) implements ClientEvent {

    public SubscribePresence {
      userIds = batch(userIds);
    }
  }

  /// This device no longer wants to know of the presence of users.
  @EventName("presence:unsubscribe")
  @AnsweredBy(Reply.Done.class)
  record UnsubscribePresence(List<UserId> userIds) implements ClientEvent {

    public UnsubscribePresence {
      userIds = batch(userIds);
    }
  }

  private static List<UserId> batch(List<UserId> userIds) {
    InvalidValueException.require(
        userIds.size() <= MAX_BATCH, "userIds must name at most " + MAX_BATCH);
    return List.copyOf(userIds);
  }

  /// Calls a user.
  @EventName("call:initiate")
  @AnsweredBy(Reply.CallInitiated.class)
  record InitiateCall(
      @Nullable CallId callId,
      UserId targetUserId,
      CallType callType,
      OpaqueJson offer,
      @Nullable ChatId chatId)
      implements ClientEvent {}

  /// Takes a call on this device.
  @EventName("call:answer")
  @AnsweredBy(Reply.CallTaken.class)
  record AnswerCall(CallId callId, OpaqueJson answer) implements ClientEvent {}

  /// Refuses a call.
  @EventName("call:reject")
  @AnsweredBy(Reply.Done.class)
  record RejectCall(CallId callId, @Nullable Text reason) implements ClientEvent {}

  /// Ends a call.
  @EventName("call:end")
  @AnsweredBy(Reply.Done.class)
  record EndCall(CallId callId, @Nullable Text reason) implements ClientEvent {}

  /// Tells the other device of a call how this one may be reached.
  @EventName("call:ice-candidate")
  @AnsweredBy(Reply.Done.class)
  record OfferCandidate(CallId callId, OpaqueJson candidate) implements ClientEvent {}

  /// Reacts to a message, in place of an earlier reaction.
  @EventName("reaction:new")
  @AnsweredBy(Reply.Done.class)
  record React(MessageId messageId, ChatId chatId, Reaction reaction) implements ClientEvent {}

  /// Takes a reaction back.
  @EventName("reaction:remove")
  @AnsweredBy(Reply.Done.class)
  record RemoveReaction(MessageId messageId, ChatId chatId, Reaction reaction)
      implements ClientEvent {}

  /// Asks for the reactions to a message.
  @EventName("reaction:get")
  @AnsweredBy(Reply.Reactions.class)
  record GetReactions(MessageId messageId, ChatId chatId) implements ClientEvent {}

  /// The user has seen a notification.
  @EventName("notification:read")
  @AnsweredBy(Reply.Done.class)
  record ReadNotification(NotificationId notificationId) implements ClientEvent {}

  /// The user no longer wants a notification.
  @EventName("notification:clear")
  @AnsweredBy(Reply.Done.class)
  record ClearNotification(NotificationId notificationId) implements ClientEvent {}

  /// The user no longer wants any of the notifications there are.
  @EventName("notification:clear-all")
  @AnsweredBy(Reply.NotificationsCleared.class)
  record ClearNotifications() implements ClientEvent {}

  /// Asks for the notifications neither read nor cleared.
  @EventName("notification:get-pending")
  @AnsweredBy(Reply.PendingNotifications.class)
  record GetPendingNotifications() implements ClientEvent {}

  /// Puts a new token in the place of the one that the connection was opened with.
  @EventName("auth:refresh")
  @AnsweredBy(Reply.TokenRefreshed.class)
  record RefreshToken(String token) implements ClientEvent {

    /// Shows nothing of the token.
    @Override
    public String toString() {
      return "RefreshToken[]";
    }
  }
}
