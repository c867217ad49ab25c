package com.sup.messenger.application.port;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.util.Collection;
import java.util.Set;

/// Who is a member of which chat.
public interface ChatDirectory {

  /// Whether the chat exists and the user is a member.
  boolean isMember(ChatId chat, UserId user);

  /// The chats of a user.
  Set<ChatId> chatsOf(UserId user);

  /// The members of a chat; none where it does not exist.
  Set<UserId> members(ChatId chat);

  /// Those of the others who share a chat with the user; the user is one of them, in a chat or not.
  Set<UserId> sharing(UserId user, Collection<UserId> others);

  /// Makes the user a member, and the chat where it does not exist; tells whether that was news.
  boolean add(ChatId chat, UserId user);

  /// Ends a membership; tells whether there was one.
  boolean remove(ChatId chat, UserId user);
}
