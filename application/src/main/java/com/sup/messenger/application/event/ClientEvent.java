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

/// A request of a client. The components of a record are the payload on the wire.
///
/// The payload never names the sender: the actor comes from the handshake.
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

    /// Returns the message without its place in the chat.
    public Draft draft() {
      return new Draft(chatId, encryptedContent, messageType, replyToId, metadata, tempId);
    }
  }

  /// Asks for the messages of a chat after a sequence number.
  @EventName("chat:sync")
  @AnsweredBy(Reply.ChatSynced.class)
  record SyncChat(ChatId chatId, long afterSeq, @Nullable Integer limit) implements ClientEvent {

    /// The most messages in one answer, for any requested limit.
    private static final int MAX_LIMIT = 500;

    private static final int DEFAULT_LIMIT = 100;

    public SyncChat {
      InvalidValueException.require(afterSeq >= 0, "afterSeq must be 0 or more");
      InvalidValueException.require(limit == null || limit >= 1, "limit must be 1 or more");
    }

    /// Returns the most messages to answer.
    public int page() {
      return limit == null ? DEFAULT_LIMIT : Math.min(limit, MAX_LIMIT);
    }
  }

  /// Makes this connection a viewer of a chat.
  @EventName("chat:join")
  @AnsweredBy(Reply.ChatJoined.class)
  record JoinChat(ChatId chatId) implements ClientEvent {}

  /// Makes this connection a viewer of several chats.
  @EventName("chat:join-multiple")
  @AnsweredBy(Reply.ChatsJoined.class)
  record JoinChats(List<ChatId> chatIds) implements ClientEvent {

    public JoinChats {
      InvalidValueException.require(
          chatIds.size() <= MAX_BATCH, "chatIds must name at most " + MAX_BATCH);
      chatIds = List.copyOf(chatIds);
    }
  }

  /// Ends this connection's view of a chat.
  @EventName("chat:leave")
  @AnsweredBy(Reply.ChatLeft.class)
  record LeaveChat(ChatId chatId) implements ClientEvent {}

  /// Asks for the active members of a chat.
  @EventName("chat:get-active-members")
  @AnsweredBy(Reply.ActiveMembers.class)
  record GetActiveMembers(ChatId chatId) implements ClientEvent {}

  /// Confirms that this device has the messages of a chat up to this one.
  @EventName("message:delivered")
  @AnsweredBy(Reply.DeliveryConfirmed.class)
  record ConfirmDelivery(MessageId messageId, ChatId chatId) implements ClientEvent {}

  /// Confirms that the user has read a chat up to a message.
  @EventName("message:read")
  @AnsweredBy(Reply.ReadingConfirmed.class)
  record ConfirmReading(MessageId messageId, ChatId chatId) implements ClientEvent {}

  /// Reports that the user types.
  @EventName("message:typing")
  @AnsweredBy(Reply.Done.class)
  record StartTyping(ChatId chatId) implements ClientEvent {}

  /// Reports that the user no longer types.
  @EventName("message:stop-typing")
  @AnsweredBy(Reply.Done.class)
  record StopTyping(ChatId chatId) implements ClientEvent {}

  /// Sets the presence status of this device, and the custom status of its user.
  @EventName("presence:update")
  @AnsweredBy(Reply.Done.class)
  record UpdatePresence(PresenceStatus status, @Nullable Text customStatus)
      implements ClientEvent {}

  /// Subscribes this connection to the presence of users.
  @EventName("presence:subscribe")
  @AnsweredBy(Reply.PresenceSubscribed.class)
  record SubscribePresence(List<UserId> userIds) implements ClientEvent {

    public SubscribePresence {
      userIds = batch(userIds);
    }
  }

  /// Ends subscriptions to the presence of users.
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

  /// Answers a call on this device.
  @EventName("call:answer")
  @AnsweredBy(Reply.CallTaken.class)
  record AnswerCall(CallId callId, OpaqueJson answer) implements ClientEvent {}

  /// Rejects a call.
  @EventName("call:reject")
  @AnsweredBy(Reply.Done.class)
  record RejectCall(CallId callId, @Nullable Text reason) implements ClientEvent {}

  /// Ends a call.
  @EventName("call:end")
  @AnsweredBy(Reply.Done.class)
  record EndCall(CallId callId, @Nullable Text reason) implements ClientEvent {}

  /// Offers an ICE candidate to the other device of a call.
  @EventName("call:ice-candidate")
  @AnsweredBy(Reply.Done.class)
  record OfferCandidate(CallId callId, OpaqueJson candidate) implements ClientEvent {}

  /// Reacts to a message, in place of an earlier reaction.
  @EventName("reaction:new")
  @AnsweredBy(Reply.Done.class)
  record React(MessageId messageId, ChatId chatId, Reaction reaction) implements ClientEvent {}

  /// Removes a reaction.
  @EventName("reaction:remove")
  @AnsweredBy(Reply.Done.class)
  record RemoveReaction(MessageId messageId, ChatId chatId, Reaction reaction)
      implements ClientEvent {}

  /// Asks for the reactions to a message.
  @EventName("reaction:get")
  @AnsweredBy(Reply.Reactions.class)
  record GetReactions(MessageId messageId, ChatId chatId) implements ClientEvent {}

  /// Marks a notification as read.
  @EventName("notification:read")
  @AnsweredBy(Reply.Done.class)
  record ReadNotification(NotificationId notificationId) implements ClientEvent {}

  /// Removes a notification.
  @EventName("notification:clear")
  @AnsweredBy(Reply.Done.class)
  record ClearNotification(NotificationId notificationId) implements ClientEvent {}

  /// Removes all notifications of the user.
  @EventName("notification:clear-all")
  @AnsweredBy(Reply.NotificationsCleared.class)
  record ClearNotifications() implements ClientEvent {}

  /// Asks for the unread notifications of the user.
  @EventName("notification:get-pending")
  @AnsweredBy(Reply.PendingNotifications.class)
  record GetPendingNotifications() implements ClientEvent {}

  /// Replaces the token that the connection was opened with.
  @EventName("auth:refresh")
  @AnsweredBy(Reply.TokenRefreshed.class)
  record RefreshToken(String token) implements ClientEvent {

    /// Hides the token.
    @Override
    public String toString() {
      return "RefreshToken[]";
    }
  }
}
