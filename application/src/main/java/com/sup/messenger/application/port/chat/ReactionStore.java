package com.sup.messenger.application.port.chat;

import com.sup.messenger.application.event.ServerEvent.ReactionAdded;
import com.sup.messenger.application.event.ServerEvent.ReactionRemoved;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Revised;
import com.sup.messenger.domain.reaction.Reaction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The reactions to each message: one of each user, at most [Reaction#MAX_PER_MESSAGE] for a
/// message.
///
/// The reactions are kept as long as the [MessageLog] keeps the message. Those of a message that
/// the log has dropped may be forgotten at any time: nobody asks for them. A full store drops the
/// messages whose last reaction is oldest, with all their reactions.
///
/// A change raises the revision of the chat by one, see [MessageLog].
public interface ReactionStore {

  /// Adds the user's reaction of the event, or replaces the user's earlier one. Publishes the event
  /// as [Signal.Show] on [Topic.Chat] with the new revision. Both happen in one step, or neither.
  ///
  /// @param seq the sequence number of the message
  /// @param cause the connection that gets the acknowledgement instead of the event; null for none
  Change put(long seq, ReactionAdded event, Envelope.@Nullable Origin cause);

  /// Removes the user's reaction if it equals that of the event. Publishes the event as [#put]
  /// does.
  ///
  /// @param seq the sequence number of the message
  /// @return true if it was removed
  boolean remove(long seq, ReactionRemoved event, Envelope.@Nullable Origin cause);

  /// Removes all reactions to a message, since the message was deleted. Nothing is published.
  void forget(ChatId chat, MessageId message);

  /// Removes all reactions to the messages of a chat, since the chat was deleted. Nothing is
  /// published.
  void forget(ChatId chat);

  /// Returns the reactions to a message, in no order.
  Map<UserId, Reaction> of(ChatId chat, MessageId message);

  /// Returns the reactions to each of the messages. The cost of many messages is about that of a
  /// few.
  ///
  /// @return an entry for each message that has a reaction
  Map<MessageId, Map<UserId, Reaction>> of(ChatId chat, Collection<MessageId> messages);

  /// Returns the reactions to the messages whose reactions changed after a revision, in the order
  /// of their last change. A message that has lost its last reaction is among them.
  ///
  /// @param afterSeq only messages after this sequence number are returned
  /// @param max the most messages to return
  List<Revised<OfMessage>> since(ChatId chat, long rev, long afterSeq, int max);

  /// The reactions to a message.
  record OfMessage(MessageId message, Map<UserId, Reaction> reactions) {

    public OfMessage {
      reactions = Map.copyOf(reactions);
    }
  }

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
