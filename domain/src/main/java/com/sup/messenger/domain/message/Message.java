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
/// @param createdAt the time at which the service accepted it, to the millisecond
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

  /// Returns the status for the sender. A message that has a place is stored.
  public MessageStatus status() {
    return MessageStatus.SENT;
  }

  /// Returns the size of content and metadata on the wire, in bytes. A control character takes up
  /// to six bytes there.
  public int weight() {
    int clear = metadata == null ? 0 : metadata.bytes();
    return JsonSize.of(encryptedContent.value()) + clear;
  }

  /// Returns this message if its weight is at most `maxWeight` bytes. Otherwise returns it without
  /// metadata, and with [EncryptedContent#LEFT_OUT] as its content.
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
