package com.sup.messenger.domain.message;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A deleted message. It keeps its place in the chat, and has no content (contract, "State and
/// changes").
///
/// @param deletedBy the user who deleted it; null for a back-end, and for an expired message
public record DeletedMessage(
    MessageId id,
    ChatId chatId,
    long seq,
    UserId senderId,
    Instant createdAt,
    Instant deletedAt,
    @Nullable UserId deletedBy,
    DeletionReason reason)
    implements ChatMessage {

  /// The version of every deleted message: no version follows.
  public static final int VERSION = Integer.MAX_VALUE;

  public DeletedMessage {
    InvalidValueException.require(seq >= 1, "must have a seq of 1 or more");
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public MessageStatus status() {
    return MessageStatus.DELETED;
  }

  @Override
  public int weight() {
    return 0;
  }
}
