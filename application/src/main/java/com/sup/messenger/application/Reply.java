package com.sup.messenger.application;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Message;
import java.util.List;
import java.util.Set;

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
}
