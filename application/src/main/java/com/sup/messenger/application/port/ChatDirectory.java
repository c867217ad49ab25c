package com.sup.messenger.application.port;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// The members of each chat. A chat without a member does not exist here.
public interface ChatDirectory {

  /// Returns true if the chat exists and the user is a member.
  boolean isMember(ChatId chat, UserId user);

  /// Returns the chats of a user.
  Set<ChatId> chatsOf(UserId user);

  /// Returns the chats of each user. The cost of many users is about that of a few.
  ///
  /// @return an entry for each user who has a chat; a missing entry means none
  Map<UserId, Set<ChatId>> chatsOf(Collection<UserId> users);

  /// Returns the members of a chat.
  ///
  /// @return empty if the chat does not exist
  Set<UserId> members(ChatId chat);

  /// Returns those of the others who share at least one chat with the user.
  ///
  /// @return also the user, if listed among the others, with or without a chat
  Set<UserId> sharing(UserId user, Collection<UserId> others);

  /// Makes the user a member of the chat. Creates the chat if it does not exist.
  ///
  /// @return true if the user was not a member before
  boolean add(ChatId chat, UserId user);

  /// Ends a membership.
  ///
  /// @return true if the user was a member
  boolean remove(ChatId chat, UserId user);

  /// Replaces the members of a chat by these users, in one step. An empty set removes the chat.
  ///
  /// A repeated call completes an earlier one that failed half-way.
  Replacement replace(ChatId chat, Set<UserId> members);

  /// The result of [#replace].
  ///
  /// @param added the users who became members
  /// @param removed the users who are no longer members
  record Replacement(Set<UserId> added, Set<UserId> removed) {

    public Replacement {
      added = Set.copyOf(added);
      removed = Set.copyOf(removed);
    }
  }
}
