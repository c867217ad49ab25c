package com.sup.messenger.application.message;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ClientEvent.SendMessage;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.limit.Costs;
import com.sup.messenger.application.notification.Notifications;
import com.sup.messenger.application.notification.TimeOrderedIds;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Posted;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends messages.
public final class Messaging {

  private final MessageLog log;
  private final ChatEntrance entrance;
  private final Notifications notifications;
  private final OfflinePush absentees;
  private final MessageExpiries expiries;
  private final Costs costs;
  private final TimeOrderedIds ids;
  private final InstantSource clock;

  public Messaging(
      MessageLog log,
      ChatEntrance entrance,
      Notifications notifications,
      OfflinePush absentees,
      MessageExpiries expiries,
      Costs costs,
      TimeOrderedIds ids,
      InstantSource clock) {
    this.log = log;
    this.entrance = entrance;
    this.notifications = notifications;
    this.absentees = absentees;
    this.expiries = expiries;
    this.costs = costs;
    this.ids = ids;
    this.clock = clock;
  }

  /// Sends a message of a client.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND` if the user is no member, `RATE_LIMIT_EXCEEDED` if a
  ///     limit of cost is spent
  public Reply send(Connection connection, SendMessage event) {
    Actor actor = connection.actor();
    Profile sender = actor.profile();
    String from = connection.id();
    costs.require(actor.user(), Costs.Kind.FANOUT);
    costs.require(actor.user(), Costs.Kind.STORED);
    // Before the append, so that what others say to the message reaches the connection.
    if (!entrance.isOpen(connection, event.chatId())) {
      entrance.enter(connection, event.chatId());
    }
    MessageLog.Result result =
        append(sender, from, event, () -> entrance.enter(connection, event.chatId()));
    if (!result.repeated()) {
      long bytes = result.posted().message().weight();
      costs.owe(actor.user(), Costs.Kind.FANOUT, bytes * result.receivers());
      costs.owe(actor.user(), Costs.Kind.STORED, bytes);
    }
    return sent(result);
  }

  /// Sends a message of a back-end for a user, to all devices of the user too.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND` if the user may not enter the chat
  public Reply.MessageSent post(Profile sender, SendMessage event) {
    return sent(append(sender, null, event, () -> entrance.enter(sender.id(), event.chatId())));
  }

  private Reply.MessageSent sent(MessageLog.Result result) {
    Posted posted = result.posted();
    if (!result.repeated() && posted.message() instanceof Message message && !message.silent()) {
      notifications.posted(message, posted.sender(), posted.rev());
      absentees.posted(message, posted.sender());
    }
    return new Reply.MessageSent(posted.message(), posted.sender());
  }

  /// Appends a message.
  ///
  /// @param entering enters the sender to the chat; is called if the sender is no member
  private MessageLog.Result append(
      Profile sender, @Nullable String connectionId, SendMessage event, Runnable entering) {
    return append(sender, connectionId, event)
        .or(
            () -> {
              entering.run();
              return append(sender, connectionId, event);
            })
        .orElseThrow(RefusedException::chatNotFound);
  }

  private Optional<MessageLog.Result> append(
      Profile sender, @Nullable String connectionId, SendMessage event) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Draft draft = event.draft();
    planExpiry(draft, now);
    Optional<MessageLog.Result> result =
        log.append(draft, sender, connectionId, new MessageId(ids.next()), now);
    planExpiry(draft, now);
    return result;
  }

  private void planExpiry(Draft draft, Instant now) {
    if (draft.lifetime() != null) {
      expiries.plan(draft.chatId(), now.plus(draft.lifetime()));
    }
  }
}
