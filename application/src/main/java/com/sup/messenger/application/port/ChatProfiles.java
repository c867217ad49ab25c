package com.sup.messenger.application.port;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.chat.ChatProfile;
import com.sup.messenger.domain.chat.ChatUpdateType;
import java.util.Map;
import java.util.Optional;

/// What back-ends say of each chat; one that is there exists, whether it has members or not.
public interface ChatProfiles {

  /// The profile of a chat, where it has one.
  Optional<ChatProfile> of(ChatId chat);

  /// Puts what has changed over the profile of a chat, in one step; where there is none, over an
  /// empty one.
  ///
  /// @param changes the fields to be set, and, empty, those to be taken away
  /// @param beginsAfter of a profile that is made; an existing one keeps its own
  Change change(ChatId chat, Map<ChatUpdateType, Optional<String>> changes, long beginsAfter);

  /// Forgets the profile of a chat; tells whether there was one.
  boolean delete(ChatId chat);

  /// What a change came to.
  ///
  /// @param made whether there was no profile before
  record Change(boolean made, ChatProfile before, ChatProfile after) {}
}
