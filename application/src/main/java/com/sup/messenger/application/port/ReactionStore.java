package com.sup.messenger.application.port;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.reaction.Reaction;
import java.util.Map;

/// The reactions to each message: one of each user, at most [Reaction#MAX_PER_MESSAGE] for a
/// message.
///
/// The reactions are kept as long as the [MessageLog] keeps the message. Those of a message that
/// the log has dropped may be forgotten at any time: nobody asks for them. A full store drops the
/// messages whose last reaction is oldest, with all their reactions.
public interface ReactionStore {

  /// Adds a user's reaction, or replaces the user's earlier one, in one step.
  Change put(ChatId chat, MessageId message, UserId user, Reaction reaction);

  /// Removes a user's reaction if it equals this one.
  ///
  /// @return true if it was removed
  boolean remove(ChatId chat, MessageId message, UserId user, Reaction reaction);

  /// Returns the reactions to a message, in no order.
  Map<UserId, Reaction> of(ChatId chat, MessageId message);

  /// The result of [#put].
  enum Change {
    /// The user had not reacted to the message before.
    ADDED,
    /// The user had reacted before, perhaps with the same reaction.
    REPLACED,
    /// Nothing has changed: the message has the most reactions that it may have.
    FULL
  }
}
