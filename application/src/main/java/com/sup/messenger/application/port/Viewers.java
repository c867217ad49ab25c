package com.sup.messenger.application.port;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/// The viewers of each chat, over all instances.
///
/// A viewer counts only while the instance that entered it is alive.
public interface Viewers {

  /// Adds a connection to the viewers of a chat.
  ///
  /// @return true if it is the user's first connection among them
  boolean enter(ChatId chat, UserId user, String connectionId);

  /// Removes a connection from the viewers of a chat.
  ///
  /// @return true if it was a viewer, and the user's last
  boolean exit(ChatId chat, UserId user, String connectionId);

  /// Removes a connection that has ended from the viewers of chats. [#lookedAtBy] may return them
  /// until [#forget], so that a failure can be made good. An adapter for which each chat is a round
  /// trip asks for all at once.
  ///
  /// @return the chats in which it was a viewer, and the user's last
  default Set<ChatId> exit(Collection<ChatId> chats, UserId user, String connectionId) {
    return chats.stream()
        .filter(chat -> exit(chat, user, connectionId))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Forgets the chats that a connection looked at, after it was removed from all of them.
  default void forget(UserId user, String connectionId) {}

  /// Returns the chats that a connection looks at.
  Set<ChatId> lookedAtBy(UserId user, String connectionId);

  /// Returns the users who look at the chat: its active members.
  Set<UserId> of(ChatId chat);
}
