package com.sup.messenger.application.port;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;

/// How far each user has read each chat.
public interface Receipts {

  /// The place up to which the user has read the chat, 0 at first.
  long read(ChatId chat, UserId user);

  /// Moves the place forward; tells whether it moved. It never goes back.
  boolean advanceRead(ChatId chat, UserId user, long seq);
}
