package com.sup.messenger.domain.message;

import com.sup.messenger.domain.Profile;
import org.jspecify.annotations.Nullable;

/// An entry of a chat's log: a message and the sender as known when the message was sent.
///
/// @param sender the sender as others saw them when the message was sent
/// @param connectionId the connection that sent it and received the acknowledgement; null for a
///     back-end
/// @param rev the revision of the chat that the new message made, see
///     [com.sup.messenger.domain.chat.Position]
public record Posted(ChatMessage message, Profile sender, @Nullable String connectionId, long rev) {

  /// Returns the entry with another version of its message.
  public Posted with(ChatMessage version) {
    return new Posted(version, sender, connectionId, rev);
  }
}
