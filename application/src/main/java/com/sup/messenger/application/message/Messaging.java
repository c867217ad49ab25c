package com.sup.messenger.application.message;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ClientEvent.SendMessage;
import com.sup.messenger.application.event.ClientEvent.SyncChat;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent.MessageNew;
import com.sup.messenger.application.fanout.ChatSubscription;
import com.sup.messenger.application.fanout.Memberships;
import com.sup.messenger.application.limit.Costs;
import com.sup.messenger.application.notification.Notifications;
import com.sup.messenger.application.notification.TimeOrderedIds;
import com.sup.messenger.application.port.MessageLog;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.message.Posted;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends messages, and returns sent ones.
public final class Messaging {

  /// The most bytes of an answer to `chat:sync`, unless it is one message: a client takes it in one
  /// piece.
  private static final int MAX_PAGE_BYTES = 1024 * 1024;

  private final MessageLog log;
  private final Memberships memberships;
  private final Notifications notifications;
  private final OfflinePush absentees;
  private final Costs costs;
  private final TimeOrderedIds ids;
  private final InstantSource clock;

  public Messaging(
      MessageLog log,
      Memberships memberships,
      Notifications notifications,
      OfflinePush absentees,
      Costs costs,
      TimeOrderedIds ids,
      InstantSource clock) {
    this.log = log;
    this.memberships = memberships;
    this.notifications = notifications;
    this.absentees = absentees;
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
    MessageLog.Result result =
        append(sender, from, event).orElseGet(() -> enterAndAppend(sender, from, event));
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
    return sent(append(sender, null, event).orElseGet(() -> enterAndAppend(sender, null, event)));
  }

  private Reply.MessageSent sent(MessageLog.Result result) {
    Posted posted = result.posted();
    if (!result.repeated()) {
      notifications.posted(posted);
      absentees.posted(posted);
    }
    return new Reply.MessageSent(posted.message(), posted.sender());
  }

  private Optional<MessageLog.Result> append(
      Profile sender, @Nullable String connectionId, SendMessage event) {
    return log.append(
        event.draft(),
        sender,
        connectionId,
        new MessageId(ids.next()),
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private MessageLog.Result enterAndAppend(
      Profile sender, @Nullable String connectionId, SendMessage event) {
    memberships.enter(sender.id(), event.chatId());
    return append(sender, connectionId, event).orElseThrow(RefusedException::chatNotFound);
  }

  /// Returns a page of a chat's messages.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND` if the user is no member, `RATE_LIMIT_EXCEEDED` if
  ///     the limit of reading is spent
  public Reply sync(Actor actor, SyncChat event) {
    memberships.require(actor.user(), event.chatId());
    costs.require(actor.user(), Costs.Kind.READ);
    long head = log.head(event.chatId());
    MessageLog.Page page =
        log.after(event.chatId(), event.afterSeq(), event.page(), MAX_PAGE_BYTES);
    costs.owe(actor.user(), Costs.Kind.READ, page.weight());
    List<MessageNew> messages = page.entries().stream().map(ChatSubscription::shown).toList();
    // The head outlives messages past retention.
    long last = messages.isEmpty() ? head : messages.getLast().message().seq();
    return new Reply.ChatSynced(messages, Math.max(head, last), page.hasMore());
  }
}
