package com.sup.messenger.application.message;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ClientEvent.GetReactions;
import com.sup.messenger.application.event.ClientEvent.React;
import com.sup.messenger.application.event.ClientEvent.RemoveReaction;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent.ReactionAction;
import com.sup.messenger.application.event.ServerEvent.ReactionAdded;
import com.sup.messenger.application.event.ServerEvent.ReactionRemoved;
import com.sup.messenger.application.notification.Notifications;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Reactions to messages.
///
/// The events may be repeated. A repeated reaction is sent to the others again, which changes
/// nothing for them. The removal of a missing reaction succeeds, and nobody is notified.
///
/// A deleted message has no reactions. Each event about it is refused with `MESSAGE_NOT_FOUND`.
public final class Reactions {

  private final ReactionStore store;
  private final MessageLog log;
  private final MessageLookup lookup;
  private final Notifications notifications;
  private final InstantSource clock;

  public Reactions(
      ReactionStore store,
      MessageLog log,
      MessageLookup lookup,
      Notifications notifications,
      InstantSource clock) {
    this.store = store;
    this.log = log;
    this.lookup = lookup;
    this.notifications = notifications;
    this.clock = clock;
  }

  /// Adds or replaces the user's reaction to a message.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND`, `MESSAGE_NOT_FOUND`, or `PERMISSION_DENIED` if the
  ///     message has the most reactions
  public Reply react(Connection connection, React event) {
    Actor actor = connection.actor();
    MessageLog.Reference message = find(actor, event.chatId(), event.messageId());
    ReactionAdded added =
        new ReactionAdded(
            event.messageId(),
            event.chatId(),
            actor.user(),
            actor.profile().username(),
            event.reaction(),
            ReactionAction.ADD,
            now());
    switch (store.put(message.seq(), added, connection.origin())) {
      case FULL ->
          throw new RefusedException(
              Refusal.PERMISSION_DENIED, "The message has as many reactions as it may have");
      case ADDED ->
          notifications.reacted(event.chatId(), message, actor.profile(), event.reaction());
      case REPLACED -> {}
    }
    requireKept(actor, message, event);
    return new Reply.Done();
  }

  /// A deletion forgets the reactions that are there. This one may have come just after that.
  private void requireKept(Actor actor, MessageLog.Reference message, React event) {
    ChatId chat = event.chatId();
    if (log.find(chat, event.messageId()).filter(found -> !found.deleted()).isEmpty()) {
      store.forget(chat, event.messageId());
      notifications.unreacted(chat, message, actor.user());
      throw MessageLookup.messageNotFound();
    }
  }

  /// Removes the user's reaction to a message, if it is this one, and withdraws its notification.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND` or `MESSAGE_NOT_FOUND`
  public Reply remove(Connection connection, RemoveReaction event) {
    Actor actor = connection.actor();
    MessageLog.Reference message = find(actor, event.chatId(), event.messageId());
    ReactionRemoved removed =
        new ReactionRemoved(
            event.messageId(),
            event.chatId(),
            actor.user(),
            actor.profile().username(),
            event.reaction(),
            ReactionAction.REMOVE,
            now());
    if (store.remove(message.seq(), removed, connection.origin())) {
      notifications.unreacted(event.chatId(), message, actor.user());
    }
    return new Reply.Done();
  }

  /// Returns the reactions to a message, in the order of their users' ids.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND` or `MESSAGE_NOT_FOUND`
  public Reply get(Actor actor, GetReactions event) {
    find(actor, event.chatId(), event.messageId());
    return new Reply.Reactions(
        Reply.UserReaction.listOf(store.of(event.chatId(), event.messageId())));
  }

  private MessageLog.Reference find(Actor actor, ChatId chat, MessageId message) {
    MessageLog.Reference found = lookup.find(actor.user(), chat, message).message();
    if (found.deleted()) {
      throw MessageLookup.messageNotFound();
    }
    return found;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
