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

/// What a successful acknowledgement adds to `success: true`.
public sealed interface Reply {

  /// To `message:new`: the message is stored and can be replayed.
  record MessageSent(Message message, Profile sender) implements Reply {}

  /// To `chat:sync`.
  ///
  /// @param headSeq the place of the chat's newest message, 0 where there is none
  record ChatSynced(List<ServerEvent.MessageNew> messages, long headSeq, boolean hasMore)
      implements Reply {}

  /// To `chat:join`.
  record ChatJoined(ChatId chatId, long headSeq, long readSeq, long unread) implements Reply {}

  /// To `chat:join-multiple`.
  record ChatsJoined(int joinedCount, List<NotJoined> failed) implements Reply {}

  /// A chat that could not be joined.
  record NotJoined(ChatId chatId, Refusal error) {}

  /// To `chat:leave`.
  record ChatLeft(ChatId chatId) implements Reply {}

  /// To `chat:get-active-members`.
  record ActiveMembers(ChatId chatId, Set<UserId> activeMembers, int count) implements Reply {}

  /// To everything whose success needs no more words.
  record Done() implements Reply {}

  /// To `message:delivered`.
  record DeliveryConfirmed(Instant deliveredAt) implements Reply {}

  /// To `message:read`.
  record ReadingConfirmed(Instant readAt, long unread) implements Reply {}

  /// To `presence:subscribe`.
  record PresenceSubscribed(List<ServerEvent.PresenceChanged> presences, List<UserId> denied)
      implements Reply {}

  /// To `call:initiate`.
  record CallInitiated(CallId callId, List<IceServer> iceServers) implements Reply {}

  /// To `call:answer`.
  record CallTaken(List<IceServer> iceServers) implements Reply {}

  /// A STUN or TURN server, as `RTCConfiguration.iceServers` wants it.
  record IceServer(List<String> urls, @Nullable String username, @Nullable String credential) {}

  /// To `reaction:get`.
  record Reactions(List<UserReaction> reactions) implements Reply {}

  /// A user's reaction to a message.
  record UserReaction(UserId userId, Reaction reaction) {}

  /// To `notification:clear-all`.
  record NotificationsCleared(int cleared) implements Reply {}

  /// To `notification:get-pending`.
  record PendingNotifications(List<ServerEvent.NotificationNew> notifications) implements Reply {}

  /// To `auth:refresh`.
  ///
  /// @param expiresAt when the token runs out, null where it never does
  record TokenRefreshed(@Nullable Instant expiresAt) implements Reply {}
}
