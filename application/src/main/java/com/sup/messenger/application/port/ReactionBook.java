package com.sup.messenger.application.port;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.reaction.Reaction;
import java.util.Map;

/// The reactions to each message: one a user, at most [Reaction#MAX_PER_MESSAGE] a message.
///
/// Kept as long as the [MessageLog] keeps the message; what the log has dropped is asked for no
/// more and may be forgotten at any time. A store at its bound gives up whole messages, those
/// reacted to least recently first.
public interface ReactionBook {

  /// Puts a user's reaction in the place of an earlier one, in one step.
  Change put(ChatId chat, MessageId message, UserId user, Reaction reaction);

  /// Takes a user's reaction back where it is this one; tells whether it was.
  boolean remove(ChatId chat, MessageId message, UserId user, Reaction reaction);

  /// The reactions to a message, in no promised order.
  Map<UserId, Reaction> of(ChatId chat, MessageId message);

  /// What putting a reaction came to.
  enum Change {
    /// The user's first reaction to the message.
    ADDED,
    /// The user had reacted before, maybe in the same way.
    REPLACED,
    /// Nothing has changed: the message has as many reactions as it may have.
    FULL
  }
}
