package com.sup.messenger.application.port;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.chat.ChatProfile;
import com.sup.messenger.domain.chat.ChatUpdateType;
import java.util.Map;
import java.util.Optional;

/// The chat profiles that back-ends set. A chat with a profile exists, with or without members.
public interface ChatProfiles {

  /// Returns the profile of a chat, if it has one.
  Optional<ChatProfile> of(ChatId chat);

  /// Changes fields of a profile, in one step. Creates the profile if there is none.
  ///
  /// @param changes the new values; an empty value removes the field, and other fields stay
  /// @param beginsAfter the sequence number after which a new profile's chat begins; ignored if the
  ///     profile exists
  Change change(ChatId chat, Map<ChatUpdateType, Optional<String>> changes, long beginsAfter);

  /// Deletes the profile of a chat.
  ///
  /// @return true if there was one
  boolean delete(ChatId chat);

  /// The result of [#change].
  ///
  /// @param made true if there was no profile before
  /// @param before the profile before, empty if there was none
  record Change(boolean made, ChatProfile before, ChatProfile after) {}
}
