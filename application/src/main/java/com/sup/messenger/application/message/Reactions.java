package com.sup.messenger.application.message;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ClientEvent.GetReactions;
import com.sup.messenger.application.event.ClientEvent.React;
import com.sup.messenger.application.event.ClientEvent.RemoveReaction;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.ReactionAction;
import com.sup.messenger.application.event.ServerEvent.ReactionAdded;
import com.sup.messenger.application.event.ServerEvent.ReactionRemoved;
import com.sup.messenger.application.fanout.Memberships;
import com.sup.messenger.application.notification.Notifications;
import com.sup.messenger.application.port.MessageLog;
import com.sup.messenger.application.port.ReactionStore;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/// Reactions to messages.
///
/// The events may be repeated. A repeated reaction is sent to the others again, which changes
/// nothing for them. The removal of a missing reaction succeeds, and nobody is notified.
public final class Reactions {

  private final Ports ports;
  private final Memberships memberships;
  private final Notifications notifications;
  private final InstantSource clock;

  public Reactions(
      Ports ports, Memberships memberships, Notifications notifications, InstantSource clock) {
    this.ports = ports;
    this.memberships = memberships;
    this.notifications = notifications;
    this.clock = clock;
  }

  /// Adds or replaces the user's reaction to a message.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND`, `MESSAGE_NOT_FOUND`, or `PERMISSION_DENIED` if the
  ///     message has the most reactions
  public Reply react(Connection connection, React event) {
    Actor actor = connection.actor();
    MessageLog.Reference message = require(actor, event.chatId(), event.messageId());
    ReactionStore.Change change =
        ports
            .reactionStore()
            .put(event.chatId(), event.messageId(), actor.user(), event.reaction());
    if (change == ReactionStore.Change.FULL) {
      throw new RefusedException(
          Refusal.PERMISSION_DENIED, "The message has as many reactions as it may have");
    }
    tell(
        new ReactionAdded(
            event.messageId(),
            event.chatId(),
            actor.user(),
            actor.profile().username(),
            event.reaction(),
            ReactionAction.ADD,
            now()),
        event.chatId(),
        connection);
    if (change == ReactionStore.Change.ADDED) {
      notifications.reacted(event.chatId(), message, actor.profile(), event.reaction());
    }
    return new Reply.Done();
  }

  /// Removes the user's reaction to a message, if it is this one.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND` or `MESSAGE_NOT_FOUND`
  public Reply remove(Connection connection, RemoveReaction event) {
    Actor actor = connection.actor();
    require(actor, event.chatId(), event.messageId());
    if (ports
        .reactionStore()
        .remove(event.chatId(), event.messageId(), actor.user(), event.reaction())) {
      tell(
          new ReactionRemoved(
              event.messageId(),
              event.chatId(),
              actor.user(),
              actor.profile().username(),
              event.reaction(),
              ReactionAction.REMOVE,
              now()),
          event.chatId(),
          connection);
    }
    return new Reply.Done();
  }

  /// Returns the reactions to a message, in the order of their users' ids.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND` or `MESSAGE_NOT_FOUND`
  public Reply get(Actor actor, GetReactions event) {
    require(actor, event.chatId(), event.messageId());
    List<Reply.UserReaction> reactions =
        ports.reactionStore().of(event.chatId(), event.messageId()).entrySet().stream()
            .map(entry -> new Reply.UserReaction(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparing(reaction -> reaction.userId().value()))
            .toList();
    return new Reply.Reactions(reactions);
  }

  private MessageLog.Reference require(Actor actor, ChatId chat, MessageId message) {
    memberships.require(actor.user(), chat);
    return ports
        .messageLog()
        .find(chat, message)
        .orElseThrow(() -> new RefusedException(Refusal.MESSAGE_NOT_FOUND, "Message not found"));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void tell(ServerEvent event, ChatId chat, Connection cause) {
    Topic topic = new Topic.Chat(chat);
    ports.eventBus().publish(new Envelope(topic, new Signal.Show(event), cause.origin()));
  }
}
