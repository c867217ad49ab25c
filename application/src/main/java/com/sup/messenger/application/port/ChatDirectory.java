package com.sup.messenger.application.port;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// Who is a member of which chat.
public interface ChatDirectory {

  /// Whether the chat exists and the user is a member.
  boolean isMember(ChatId chat, UserId user);

  /// The chats of a user.
  Set<ChatId> chatsOf(UserId user);

  /// The chats of each of many users, at the price of a few; a user without a chat has none.
  Map<UserId, Set<ChatId>> chatsOf(Collection<UserId> users);

  /// The members of a chat; none where it does not exist.
  Set<UserId> members(ChatId chat);

  /// Those of the others who share a chat with the user; the user is one of them, in a chat or not.
  Set<UserId> sharing(UserId user, Collection<UserId> others);

  /// Makes the user a member, and the chat where it does not exist; tells whether that was news.
  boolean add(ChatId chat, UserId user);

  /// Ends a membership; tells whether there was one.
  boolean remove(ChatId chat, UserId user);

  /// Makes the users the members of the chat, all and only they, in one step; a chat with no member
  /// is not there. A repeat makes good what an earlier call left undone where a dependency failed.
  Replacement replace(ChatId chat, Set<UserId> members);

  /// What a replacement came to.
  ///
  /// @param added who is a member now and was none before
  /// @param removed who was a member and is none now
  record Replacement(Set<UserId> added, Set<UserId> removed) {

    public Replacement {
      added = Set.copyOf(added);
      removed = Set.copyOf(removed);
    }
  }
}
