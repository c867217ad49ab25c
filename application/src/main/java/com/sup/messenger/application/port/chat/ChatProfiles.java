package com.sup.messenger.application.port.chat;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.chat.ChatProfile;
import com.sup.messenger.domain.chat.ChatUpdateType;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// The chat profiles that back-ends set. A chat with a profile exists, with or without members.
///
/// A change of a field raises the revision of the chat by one, see [MessageLog]. The caller
/// publishes it.
public interface ChatProfiles {

  /// Returns the profile of a chat, if it has one.
  Optional<ChatProfile> of(ChatId chat);

  /// Returns the profiles of those of the chats that have one. The cost of many chats is about that
  /// of a few.
  Map<ChatId, ChatProfile> of(Collection<ChatId> chats);

  /// Returns the revision of the last change of the profile, 0 for none.
  long revision(ChatId chat);

  /// Changes fields of a profile, in one step. Creates the profile if there is none.
  ///
  /// @param changes the new values; an empty value removes the field, and other fields stay
  Change change(ChatId chat, Map<ChatUpdateType, Optional<String>> changes);

  /// Deletes the profile of a chat.
  ///
  /// @return true if there was one
  boolean delete(ChatId chat);

  /// The result of [#change].
  ///
  /// @param made true if there was no profile before
  /// @param before the profile before, empty if there was none
  /// @param rev the new revision of the chat; 0 if no field changed
  record Change(boolean made, ChatProfile before, ChatProfile after, long rev) {}
}
