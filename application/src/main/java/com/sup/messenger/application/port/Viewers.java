package com.sup.messenger.application.port;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.util.Set;

/// Which connections look at which chat, over all instances.
///
/// What an instance entered counts only while that instance lives.
public interface Viewers {

  /// Enters a connection; tells whether it is the user's first in the chat.
  boolean enter(ChatId chat, UserId user, String connectionId);

  /// Takes a connection out; tells whether it was there and was the user's last in the chat.
  boolean exit(ChatId chat, UserId user, String connectionId);

  /// The chats that a connection looks at.
  Set<ChatId> lookedAtBy(UserId user, String connectionId);

  /// The users who look at the chat.
  Set<UserId> of(ChatId chat);
}
