package com.sup.messenger.domain.message;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message in its place in a chat.
///
/// @param seq the place: 1, 2, 3, ... without holes in each chat
/// @param createdAt when the service took it, to the millisecond
public record Message(
    MessageId id,
    ChatId chatId,
    long seq,
    UserId senderId,
    EncryptedContent encryptedContent,
    MessageType messageType,
    @Nullable MessageId replyToId,
    @Nullable Metadata metadata,
    Instant createdAt,
    @Nullable TempId tempId) {

  public Message {
    InvalidValueException.require(seq >= 1, "must have a seq of 1 or more");
  }

  /// What its sender may rely on: a message that has a place is stored.
  public MessageStatus status() {
    return MessageStatus.SENT;
  }

  /// How many bytes the content and the metadata are on the wire. A content of control characters
  /// takes six times what it takes in memory.
  public int weight() {
    int clear = metadata == null ? 0 : metadata.bytes();
    return JsonSize.of(encryptedContent.value()) + clear;
  }

  /// This message if it is not longer than so many bytes on the wire; else the same without
  /// its metadata, and with [EncryptedContent#LEFT_OUT] as its content.
  public Message abridged(int maxWeight) {
    return weight() <= maxWeight
        ? this
        : new Message(
            id,
            chatId,
            seq,
            senderId,
            EncryptedContent.LEFT_OUT,
            messageType,
            replyToId,
            null,
            createdAt,
            tempId);
  }

  /// Gives a draft its place.
  public static Message compose(
      Draft draft, UserId sender, MessageId id, long seq, Instant createdAt) {
    return new Message(
        id,
        draft.chatId(),
        seq,
        sender,
        draft.encryptedContent(),
        draft.messageType(),
        draft.replyToId(),
        draft.metadata(),
        createdAt,
        draft.tempId());
  }
}
