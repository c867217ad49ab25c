package com.sup.messenger.application.event;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.ChatMessage;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.reaction.Reaction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields that a successful acknowledgement adds to `success: true`.
public sealed interface Reply {

  /// Answers `message:new`: the message is stored, and can be replayed.
  ///
  /// @param message a repeat is answered with the present version
  record MessageSent(ChatMessage message, Profile sender) implements Reply {}

  /// Answers `message:edit`.
  record MessageEdited(Message message) implements Reply {}

  /// Answers `message:delete`.
  record MessageDeleted(Instant deletedAt) implements Reply {}

  /// Answers `chat:sync`.
  ///
  /// @param headSeq the head of the chat, 0 if it has had no message
  /// @param hasMore true if messages follow these, in the order of the answer
  record ChatSynced(List<SyncedMessage> messages, long headSeq, boolean hasMore) implements Reply {}

  /// A message of a chat, with the reactions to it.
  ///
  /// @param reactions null if there are none
  record SyncedMessage(
      ChatMessage message, Profile sender, @Nullable List<UserReaction> reactions) {}

  /// Answers `chat:list`.
  ///
  /// @param nextCursor the cursor for the next chats; null if there are none
  record ChatsListed(List<ListedChat> chats, @Nullable String nextCursor) implements Reply {}

  /// A chat of the user.
  ///
  /// @param rev the revision of the chat
  /// @param readSeq the sequence number up to which the user has read the chat
  /// @param deliveredSeq the sequence number up to which a device of the user has the chat
  /// @param unread the number of unread messages of others
  /// @param mentions how many of them mention the user
  /// @param lastMessageAt the time of the newest message; null if there is none
  /// @param lastMessage the newest message; null if there is none that the user may see
  /// @param mutedUntil the end of the mute; null if the chat is not muted
  record ListedChat(
      ChatId chatId,
      @Nullable String name,
      @Nullable String avatar,
      long headSeq,
      long rev,
      long readSeq,
      long deliveredSeq,
      long unread,
      long mentions,
      @Nullable Instant lastMessageAt,
      ServerEvent.@Nullable MessageNew lastMessage,
      @Nullable Instant mutedUntil,
      int memberCount) {}

  /// Answers `chat:state`. The fields are those of [ServerEvent.ChatState].
  ///
  /// @param hasMore true if there are later changes; `rev` is the revision to ask with
  record ChatStateFound(
      ChatId chatId,
      @Nullable Long sinceRev,
      long rev,
      List<ServerEvent.ReceiptState> receipts,
      @Nullable Boolean moreReceipts,
      List<ServerEvent.MessageReactions> reactions,
      List<ServerEvent.MessageUpdated> updated,
      List<ServerEvent.MessageDeleted> deleted,
      ServerEvent.@Nullable ChatDescription chat,
      @Nullable Boolean hasMore)
      implements Reply {}

  /// Answers `chat:join`.
  ///
  /// @param headSeq the head of the chat, 0 if it has had no message
  /// @param readSeq the sequence number up to which the user has read the chat
  /// @param unread the number of unread messages of others
  record ChatJoined(ChatId chatId, long headSeq, long readSeq, long unread) implements Reply {}

  /// Answers `chat:join-multiple`.
  record ChatsJoined(int joinedCount, List<JoinedChat> joined, List<FailedChat> failed)
      implements Reply {}

  /// A chat of several that were joined. The fields are those of [ChatJoined].
  record JoinedChat(ChatId chatId, long headSeq, long readSeq, long unread) {}

  /// A chat for which an event was refused, with the reason.
  record FailedChat(ChatId chatId, Refusal error) {}

  /// Answers `chat:leave`.
  record ChatLeft(ChatId chatId) implements Reply {}

  /// Answers `chat:get-active-members`.
  record ActiveMembers(ChatId chatId, Set<UserId> activeMembers, int count) implements Reply {}

  /// Answers `chat:mute`.
  ///
  /// @param mutedUntil the end of the mute, null if the chat is not muted
  record ChatMuted(@Nullable Instant mutedUntil) implements Reply {}

  /// Answers `user:blocked`.
  record BlockedUsers(List<UserId> userIds) implements Reply {}

  /// Answers an event whose success needs no more fields.
  record Done() implements Reply {}

  /// Answers `message:delivered`.
  record DeliveryConfirmed(Instant deliveredAt) implements Reply {}

  /// Answers `message:delivered` with several receipts.
  record DeliveriesConfirmed(Instant deliveredAt, List<FailedChat> failed) implements Reply {}

  /// Answers `message:read`.
  ///
  /// @param unread the number of unread messages of others
  record ReadingConfirmed(Instant readAt, long unread) implements Reply {}

  /// Answers `message:read` with several receipts.
  ///
  /// @param unread for each chat, the number of unread messages of others
  record ReadingsConfirmed(Instant readAt, Map<ChatId, Long> unread, List<FailedChat> failed)
      implements Reply {}

  /// Answers `presence:subscribe`.
  record PresenceSubscribed(List<ServerEvent.PresenceChanged> presences, List<UserId> denied)
      implements Reply {}

  /// Answers `call:initiate`.
  record CallInitiated(CallId callId, List<IceServer> iceServers) implements Reply {}

  /// Answers `call:answer`.
  record CallTaken(List<IceServer> iceServers) implements Reply {}

  /// A STUN or TURN server, in the form of `RTCConfiguration.iceServers`.
  record IceServer(List<String> urls, @Nullable String username, @Nullable String credential) {}

  /// Answers `reaction:get`.
  record Reactions(List<UserReaction> reactions) implements Reply {}

  /// A user's reaction to a message.
  record UserReaction(UserId userId, Reaction reaction) {

    /// Returns the reactions to a message, in the order of their users' ids.
    public static List<UserReaction> listOf(Map<UserId, Reaction> reactions) {
      return reactions.entrySet().stream()
          .map(entry -> new UserReaction(entry.getKey(), entry.getValue()))
          .sorted(Comparator.comparing(reaction -> reaction.userId().value()))
          .toList();
    }
  }

  /// Answers `notification:clear-all`.
  record NotificationsCleared(int cleared) implements Reply {}

  /// Answers `notification:get-pending`.
  record PendingNotifications(List<ServerEvent.NotificationNew> notifications) implements Reply {}

  /// Answers `auth:refresh`.
  ///
  /// @param expiresAt the end of the token's validity, null if it has none
  record TokenRefreshed(@Nullable Instant expiresAt) implements Reply {}
}
