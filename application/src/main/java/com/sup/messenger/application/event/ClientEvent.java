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
import com.sup.messenger.domain.call.SessionDescription;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.SignalContent;
import com.sup.messenger.domain.message.SignalType;
import com.sup.messenger.domain.message.TempId;
import com.sup.messenger.domain.presence.CustomStatus;
import com.sup.messenger.domain.presence.PresenceStatus;
import com.sup.messenger.domain.reaction.Reaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A request of a client. The components of a record are the payload on the wire.
///
/// The payload never names the sender: the actor comes from the handshake.
public sealed interface ClientEvent {

  /// The most chats or users that one event may name.
  int MAX_BATCH = 100;

  /// Returns the types of all events, in the order of this file.
  static List<Class<? extends ClientEvent>> types() {
    return records(ClientEvent.class).toList();
  }

  private static Stream<Class<? extends ClientEvent>> records(Class<? extends ClientEvent> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses())
            .flatMap(each -> records(each.asSubclass(ClientEvent.class)));
  }

  /// Sends a message to a chat.
  @EventName("message:new")
  @AnsweredBy(Reply.MessageSent.class)
  record SendMessage(
      ChatId chatId,
      EncryptedContent encryptedContent,
      MessageType messageType,
      @Nullable MessageId replyToId,
      @Nullable Metadata metadata,
      @Nullable TempId tempId,
      @Nullable Boolean silent,
      @Nullable Long expiresInMs)
      implements ClientEvent {

    public SendMessage {
      InvalidValueException.require(
          expiresInMs == null
              || (expiresInMs >= Draft.MIN_LIFETIME.toMillis()
                  && expiresInMs <= Draft.MAX_LIFETIME.toMillis()),
          "expiresInMs must be 1000 to " + Draft.MAX_LIFETIME.toMillis());
    }

    /// Makes an event that is not silent, for a message that does not expire.
    public SendMessage(
        ChatId chatId,
        EncryptedContent encryptedContent,
        MessageType messageType,
        @Nullable MessageId replyToId,
        @Nullable Metadata metadata,
        @Nullable TempId tempId) {
      this(chatId, encryptedContent, messageType, replyToId, metadata, tempId, null, null);
    }

    /// Returns the message without its place in the chat.
    public Draft draft() {
      return new Draft(
          chatId,
          encryptedContent,
          messageType,
          replyToId,
          metadata,
          tempId,
          silent != null && silent,
          expiresInMs == null ? null : Duration.ofMillis(expiresInMs));
    }
  }

  /// Sends a signal to the members of a chat. It is kept nowhere.
  @EventName("chat:signal")
  @AnsweredBy(Reply.Done.class)
  record SignalChat(ChatId chatId, SignalType type, SignalContent encryptedContent)
      implements ClientEvent {}

  /// Replaces the content of a message of one's own.
  @EventName("message:edit")
  @AnsweredBy(Reply.MessageEdited.class)
  record EditMessage(
      ChatId chatId,
      MessageId messageId,
      EncryptedContent encryptedContent,
      @Nullable Metadata metadata)
      implements ClientEvent {}

  /// Deletes a message of one's own.
  @EventName("message:delete")
  @AnsweredBy(Reply.MessageDeleted.class)
  record DeleteMessage(ChatId chatId, MessageId messageId) implements ClientEvent {}

  /// Asks for the messages of a chat after or before a sequence number.
  @EventName("chat:sync")
  @AnsweredBy(Reply.ChatSynced.class)
  record SyncChat(
      ChatId chatId, @Nullable Long afterSeq, @Nullable Long beforeSeq, @Nullable Integer limit)
      implements ClientEvent {

    /// The most messages in one answer, for any requested limit.
    private static final int MAX_LIMIT = 500;

    private static final int DEFAULT_LIMIT = 100;

    public SyncChat {
      InvalidValueException.require(
          (afterSeq == null) != (beforeSeq == null),
          "afterSeq or beforeSeq must be given, and only one of them");
      InvalidValueException.require(
          afterSeq == null || afterSeq >= 0, "afterSeq must be 0 or more");
      InvalidValueException.require(
          beforeSeq == null || beforeSeq >= 1, "beforeSeq must be 1 or more");
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

  /// An event about what the user wants to hear of.
  sealed interface PreferenceEvent extends ClientEvent {}

  /// Mutes a chat for the user.
  ///
  /// @param until the end of the mute; null ends it now
  @EventName("chat:mute")
  @AnsweredBy(Reply.ChatMuted.class)
  record MuteChat(ChatId chatId, @Nullable Instant until) implements PreferenceEvent {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    public MuteChat {
      InvalidValueException.require(
          until == null || !until.isAfter(LATEST), "until must be a time before the year 10000");
    }
  }

  /// Blocks a user.
  @EventName("user:block")
  @AnsweredBy(Reply.Done.class)
  record BlockUser(UserId userId) implements PreferenceEvent {}

  /// Ends the block of a user.
  @EventName("user:unblock")
  @AnsweredBy(Reply.Done.class)
  record UnblockUser(UserId userId) implements PreferenceEvent {}

  /// Asks for the users whom the user has blocked.
  @EventName("user:blocked")
  @AnsweredBy(Reply.BlockedUsers.class)
  record GetBlockedUsers() implements PreferenceEvent {}

  /// Asks for the user's chats, the one with the newest message first.
  ///
  /// @param chatIds the chats to return; all of the user's without it
  /// @param cursor the `nextCursor` of the answer before
  @EventName("chat:list")
  @AnsweredBy(Reply.ChatsListed.class)
  record ListChats(@Nullable List<ChatId> chatIds, @Nullable String cursor, @Nullable Integer limit)
      implements ClientEvent {

    public ListChats {
      InvalidValueException.require(limit == null || limit >= 1, "limit must be 1 or more");
      InvalidValueException.require(
          chatIds == null || chatIds.size() <= MAX_BATCH, "chatIds must name at most " + MAX_BATCH);
      chatIds = chatIds == null ? null : List.copyOf(chatIds);
    }

    /// Returns the most chats to answer.
    public int page() {
      return limit == null ? MAX_BATCH : Math.min(limit, MAX_BATCH);
    }
  }

  /// Asks how the state of a chat differs from an earlier revision.
  @EventName("chat:state")
  @AnsweredBy(Reply.ChatStateFound.class)
  record GetChatState(ChatId chatId, @Nullable Long sinceRev) implements ClientEvent {

    public GetChatState {
      InvalidValueException.require(
          sinceRev == null || sinceRev >= 0, "sinceRev must be 0 or more");
    }
  }

  /// A message up to which a chat was received or read.
  record Receipt(MessageId messageId, ChatId chatId) {}

  /// Confirms that this device has the messages of one or several chats up to these.
  @EventName("message:delivered")
  @AnsweredBy({Reply.DeliveryConfirmed.class, Reply.DeliveriesConfirmed.class})
  record ConfirmDelivery(
      @Nullable MessageId messageId, @Nullable ChatId chatId, @Nullable List<Receipt> receipts)
      implements ClientEvent {

    public ConfirmDelivery {
      requireOneOrMany(messageId, chatId, receipts);
      receipts = receipts == null ? null : List.copyOf(receipts);
    }
  }

  /// Confirms that the user has read one or several chats up to a message.
  @EventName("message:read")
  @AnsweredBy({Reply.ReadingConfirmed.class, Reply.ReadingsConfirmed.class})
  record ConfirmReading(
      @Nullable MessageId messageId, @Nullable ChatId chatId, @Nullable List<Receipt> receipts)
      implements ClientEvent {

    public ConfirmReading {
      requireOneOrMany(messageId, chatId, receipts);
      receipts = receipts == null ? null : List.copyOf(receipts);
    }
  }

  private static void requireOneOrMany(
      @Nullable MessageId messageId, @Nullable ChatId chatId, @Nullable List<Receipt> receipts) {
    if (receipts == null) {
      InvalidValueException.require(messageId != null, "messageId must be a string");
      InvalidValueException.require(chatId != null, "chatId must be a string");
    } else {
      InvalidValueException.require(
          messageId == null && chatId == null,
          "receipts must be given without messageId and chatId");
      InvalidValueException.require(
          receipts.size() <= MAX_BATCH, "receipts must name at most " + MAX_BATCH);
    }
  }

  /// Reports that the user types.
  @EventName("message:typing")
  @AnsweredBy(Reply.Done.class)
  record StartTyping(ChatId chatId) implements ClientEvent {}

  /// Reports that the user no longer types.
  @EventName("message:stop-typing")
  @AnsweredBy(Reply.Done.class)
  record StopTyping(ChatId chatId) implements ClientEvent {}

  /// An event about presence.
  sealed interface PresenceEvent extends ClientEvent {}

  /// Sets the presence status of this device. Sets the custom status of its user if there is one.
  @EventName("presence:update")
  @AnsweredBy(Reply.Done.class)
  record UpdatePresence(PresenceStatus status, @Nullable CustomStatus customStatus)
      implements PresenceEvent {}

  /// Subscribes this connection to the presence of users.
  @EventName("presence:subscribe")
  @AnsweredBy(Reply.PresenceSubscribed.class)
  record SubscribePresence(List<UserId> userIds) implements PresenceEvent {

    public SubscribePresence {
      userIds = batch(userIds);
    }
  }

  /// Ends subscriptions to the presence of users.
  @EventName("presence:unsubscribe")
  @AnsweredBy(Reply.Done.class)
  record UnsubscribePresence(List<UserId> userIds) implements PresenceEvent {

    public UnsubscribePresence {
      userIds = batch(userIds);
    }
  }

  private static List<UserId> batch(List<UserId> userIds) {
    InvalidValueException.require(
        userIds.size() <= MAX_BATCH, "userIds must name at most " + MAX_BATCH);
    return List.copyOf(userIds);
  }

  /// An event of a call.
  sealed interface CallEvent extends ClientEvent {}

  /// Calls a user.
  @EventName("call:initiate")
  @AnsweredBy(Reply.CallInitiated.class)
  record InitiateCall(
      @Nullable CallId callId,
      UserId targetUserId,
      CallType callType,
      OpaqueJson offer,
      @Nullable ChatId chatId)
      implements CallEvent {}

  /// Answers a call on this device.
  @EventName("call:answer")
  @AnsweredBy(Reply.CallTaken.class)
  record AnswerCall(CallId callId, OpaqueJson answer) implements CallEvent {}

  /// Sends a new session description to the other device of an answered call.
  @EventName("call:renegotiate")
  @AnsweredBy(Reply.Done.class)
  record Renegotiate(CallId callId, SessionDescription description) implements CallEvent {}

  /// Rejects a call.
  @EventName("call:reject")
  @AnsweredBy(Reply.Done.class)
  record RejectCall(CallId callId, @Nullable Text reason) implements CallEvent {}

  /// Ends a call.
  @EventName("call:end")
  @AnsweredBy(Reply.Done.class)
  record EndCall(CallId callId, @Nullable Text reason) implements CallEvent {}

  /// Offers an ICE candidate to the other device of a call.
  @EventName("call:ice-candidate")
  @AnsweredBy(Reply.Done.class)
  record OfferCandidate(CallId callId, OpaqueJson candidate) implements CallEvent {}

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

  /// An event about notifications.
  sealed interface NotificationEvent extends ClientEvent {}

  /// Marks a notification as read.
  @EventName("notification:read")
  @AnsweredBy(Reply.Done.class)
  record ReadNotification(NotificationId notificationId) implements NotificationEvent {}

  /// Removes a notification.
  @EventName("notification:clear")
  @AnsweredBy(Reply.Done.class)
  record ClearNotification(NotificationId notificationId) implements NotificationEvent {}

  /// Removes all notifications of the user.
  @EventName("notification:clear-all")
  @AnsweredBy(Reply.NotificationsCleared.class)
  record ClearNotifications() implements NotificationEvent {}

  /// Asks for the unread notifications of the user.
  @EventName("notification:get-pending")
  @AnsweredBy(Reply.PendingNotifications.class)
  record GetPendingNotifications() implements NotificationEvent {}

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
