package com.sup.messenger.domain.message;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import org.jspecify.annotations.Nullable;

/// A message as its sender composed it, before it has a place in the chat.
public record Draft(
    ChatId chatId,
    EncryptedContent encryptedContent,
    MessageType messageType,
    @Nullable MessageId replyToId,
    @Nullable Metadata metadata,
    @Nullable TempId tempId) {}
