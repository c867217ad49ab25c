package com.sup.messenger.domain.message;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.MessageId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A message as its sender composed it. It has no id and no place in the chat yet.
///
/// @param silent true for a message of the application's own: it is never unread, and notifies
///     nobody (contract, "State and changes")
/// @param lifetime the time after which its content is deleted, [#MIN_LIFETIME] to [#MAX_LIFETIME];
///     null for none
public record Draft(
    ChatId chatId,
    EncryptedContent encryptedContent,
    MessageType messageType,
    @Nullable MessageId replyToId,
    @Nullable Metadata metadata,
    @Nullable TempId tempId,
    boolean silent,
    @Nullable Duration lifetime) {

  public static final Duration MIN_LIFETIME = Duration.ofSeconds(1);

  public static final Duration MAX_LIFETIME = Duration.ofDays(30);

  public Draft {
    InvalidValueException.require(
        lifetime == null
            || (lifetime.compareTo(MIN_LIFETIME) >= 0 && lifetime.compareTo(MAX_LIFETIME) <= 0),
        "must expire after " + MIN_LIFETIME.toMillis() + " to " + MAX_LIFETIME.toMillis() + " ms");
  }

  /// Makes a draft of a message that is not silent and does not expire.
  public Draft(
      ChatId chatId,
      EncryptedContent encryptedContent,
      MessageType messageType,
      @Nullable MessageId replyToId,
      @Nullable Metadata metadata,
      @Nullable TempId tempId) {
    this(chatId, encryptedContent, messageType, replyToId, metadata, tempId, false, null);
  }
}
