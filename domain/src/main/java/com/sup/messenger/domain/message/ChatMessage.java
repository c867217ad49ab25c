package com.sup.messenger.domain.message;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import java.time.Instant;

/// A message at its place in a chat: as its author last wrote it, or what is left of a deleted one.
///
/// The id, the place, the sender and the time of creation never change.
public sealed interface ChatMessage permits Message, DeletedMessage {

  MessageId id();

  ChatId chatId();

  /// Returns the place: 1, 2, 3, ... without holes in each chat.
  long seq();

  UserId senderId();

  /// Returns the time at which the service accepted the message, to the millisecond.
  Instant createdAt();

  /// Returns the number of this version: 0 for the first one, [DeletedMessage#VERSION] for the
  /// last.
  int version();

  /// Returns the status for the sender.
  MessageStatus status();

  /// Returns the size of content and metadata on the wire, in bytes.
  int weight();
}
