package com.sup.messenger.application.event;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.reaction.Reaction;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields that a successful acknowledgement adds to `success: true`.
public sealed interface Reply {

  /// Answers `message:new`: the message is stored, and can be replayed.
  record MessageSent(Message message, Profile sender) implements Reply {}

  /// Answers `chat:sync`.
  ///
  /// @param headSeq the head of the chat, 0 if it has had no message
  /// @param hasMore true if messages follow these
  record ChatSynced(List<ServerEvent.MessageNew> messages, long headSeq, boolean hasMore)
      implements Reply {}

  /// Answers `chat:join`.
  ///
  /// @param headSeq the head of the chat, 0 if it has had no message
  /// @param readSeq the sequence number up to which the user has read the chat
  /// @param unread the number of messages after that
  record ChatJoined(ChatId chatId, long headSeq, long readSeq, long unread) implements Reply {}

  /// Answers `chat:join-multiple`.
  record ChatsJoined(int joinedCount, List<NotJoined> failed) implements Reply {}

  /// A chat that could not be joined, with the reason.
  record NotJoined(ChatId chatId, Refusal error) {}

  /// Answers `chat:leave`.
  record ChatLeft(ChatId chatId) implements Reply {}

  /// Answers `chat:get-active-members`.
  record ActiveMembers(ChatId chatId, Set<UserId> activeMembers, int count) implements Reply {}

  /// Answers an event whose success needs no more fields.
  record Done() implements Reply {}

  /// Answers `message:delivered`.
  record DeliveryConfirmed(Instant deliveredAt) implements Reply {}

  /// Answers `message:read`.
  record ReadingConfirmed(Instant readAt, long unread) implements Reply {}

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
  record UserReaction(UserId userId, Reaction reaction) {}

  /// Answers `notification:clear-all`.
  record NotificationsCleared(int cleared) implements Reply {}

  /// Answers `notification:get-pending`.
  record PendingNotifications(List<ServerEvent.NotificationNew> notifications) implements Reply {}

  /// Answers `auth:refresh`.
  ///
  /// @param expiresAt the end of the token's validity, null if it has none
  record TokenRefreshed(@Nullable Instant expiresAt) implements Reply {}
}
