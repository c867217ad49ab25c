package com.sup.messenger.domain.message;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import org.jspecify.annotations.Nullable;

/// A message as its sender composed it. It has no id and no place in the chat yet.
public record Draft(
    ChatId chatId,
    EncryptedContent encryptedContent,
    MessageType messageType,
    @Nullable MessageId replyToId,
    @Nullable Metadata metadata,
    @Nullable TempId tempId) {}
