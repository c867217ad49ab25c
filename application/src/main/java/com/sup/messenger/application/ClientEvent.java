package com.sup.messenger.application;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.TempId;
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
  record SendMessage(
      ChatId chatId,
      EncryptedContent encryptedContent,
      MessageType messageType,
      @Nullable MessageId replyToId,
      @Nullable Metadata metadata,
      @Nullable TempId tempId)
      implements ClientEvent {

    Draft draft() {
      return new Draft(chatId, encryptedContent, messageType, replyToId, metadata, tempId);
    }
  }

  /// Asks for the messages of a chat after a place in it.
  @EventName("chat:sync")
  record SyncChat(ChatId chatId, long afterSeq, @Nullable Integer limit) implements ClientEvent {

    /// The most messages in one answer, and how many come where no limit is given.
    public static final int MAX_LIMIT = 500;

    static final int DEFAULT_LIMIT = 100;

    public SyncChat {
      InvalidValueException.require(afterSeq >= 0, "afterSeq must be 0 or more");
      InvalidValueException.require(
          limit == null || (limit >= 1 && limit <= MAX_LIMIT), "limit must be 1 to " + MAX_LIMIT);
    }

    int limitOrDefault() {
      return limit == null ? DEFAULT_LIMIT : limit;
    }
  }

  /// This device begins to look at a chat.
  @EventName("chat:join")
  record JoinChat(ChatId chatId) implements ClientEvent {}

  /// This device begins to look at several chats.
  @EventName("chat:join-multiple")
  record JoinChats(List<ChatId> chatIds) implements ClientEvent {

    public JoinChats {
      InvalidValueException.require(
          chatIds.size() <= MAX_BATCH, "chatIds must name at most " + MAX_BATCH);
      chatIds = List.copyOf(chatIds);
    }
  }

  /// This device no longer looks at a chat.
  @EventName("chat:leave")
  record LeaveChat(ChatId chatId) implements ClientEvent {}

  /// Asks who looks at a chat.
  @EventName("chat:get-active-members")
  record GetActiveMembers(ChatId chatId) implements ClientEvent {}
}
