package com.sup.messenger.application.message;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.fanout.Memberships;
import com.sup.messenger.application.port.MessageLog;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// Receipts: how far a chat was delivered and read.
///
/// A receipt covers every message before it. So each author with newly covered messages is sent the
/// receipt of the newest of them.
public final class Receipts {

  /// The number of sequence numbers in which authors are searched: no log keeps more.
  private static final int MAX_COVERED = 10_000;

  /// The number of sequence numbers whose authors are read at a time.
  private static final int PAGE = 1_000;

  /// The number of authors up to which it is cheaper to check each membership than to read all
  /// members.
  private static final int FEW = 4;

  private final Ports ports;
  private final Memberships memberships;
  private final InstantSource clock;

  public Receipts(Ports ports, Memberships memberships, InstantSource clock) {
    this.ports = ports;
    this.memberships = memberships;
    this.clock = clock;
  }

  /// The event of a receipt for one message.
  @FunctionalInterface
  private interface Receipt {
    ServerEvent about(MessageId message, ChatId chat, UserId user, Instant at);
  }

  /// Advances the delivered receipt of the device.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND` or `MESSAGE_NOT_FOUND`
  public Reply delivered(Connection connection, ClientEvent.ConfirmDelivery event) {
    Actor actor = connection.actor();
    ChatId chat = event.chatId();
    MessageLog.Reference message = find(actor, chat, event.messageId());
    Instant now = clock.instant();
    OptionalLong before = advanceDelivered(actor, chat, message.seq());
    before.ifPresent(b -> tell(connection, chat, message, b, now, ServerEvent.Delivered::new));
    return new Reply.DeliveryConfirmed(now);
  }

  /// Advances the read receipt of the user.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND` or `MESSAGE_NOT_FOUND`
  public Reply read(Connection connection, ClientEvent.ConfirmReading event) {
    Actor actor = connection.actor();
    ChatId chat = event.chatId();
    MessageLog.Reference message = find(actor, chat, event.messageId());
    Instant now = clock.instant();
    // A message that was read has also arrived.
    advanceDelivered(actor, chat, message.seq());
    OptionalLong before = ports.receiptStore().advanceRead(chat, actor.user(), message.seq());
    before.ifPresent(b -> tell(connection, chat, message, b, now, ServerEvent.Read::new));
    return new Reply.ReadingConfirmed(now, unread(chat, actor.user()));
  }

  /// Returns the number of messages of a chat that the user has not read.
  public long unread(ChatId chat, UserId user) {
    return Math.max(0, ports.messageLog().head(chat) - ports.receiptStore().read(chat, user));
  }

  private MessageLog.Reference find(Actor actor, ChatId chat, MessageId message) {
    memberships.require(actor.user(), chat);
    return ports
        .messageLog()
        .find(chat, message)
        .orElseThrow(() -> new RefusedException(Refusal.MESSAGE_NOT_FOUND, "Message not found"));
  }

  private OptionalLong advanceDelivered(Actor actor, ChatId chat, long seq) {
    return ports.receiptStore().advanceDelivered(chat, actor.receiver(), seq);
  }

  private void tell(
      Connection connection,
      ChatId chat,
      MessageLog.Reference last,
      long before,
      Instant now,
      Receipt receipt) {
    UserId user = connection.actor().user();
    Map<UserId, MessageId> newest = newestByAuthor(chat, last.seq(), before);
    newest.remove(user);
    publish(connection, user, receipt.about(last.id(), chat, user, now));
    // An author who has left the chat is sent nothing of it.
    if (newest.size() <= FEW) {
      newest.keySet().removeIf(author -> !ports.chatDirectory().isMember(chat, author));
    } else {
      newest.keySet().retainAll(ports.chatDirectory().members(chat));
    }
    newest.forEach(
        (author, message) -> publish(connection, author, receipt.about(message, chat, user, now)));
  }

  private Map<UserId, MessageId> newestByAuthor(ChatId chat, long seq, long before) {
    Map<UserId, MessageId> newest = new LinkedHashMap<>();
    for (long from = Math.max(before, seq - MAX_COVERED); from < seq; from += PAGE) {
      ports
          .messageLog()
          .references(chat, from, (int) Math.min(PAGE, seq - from))
          .forEach(covered -> newest.put(covered.author(), covered.id()));
    }
    return newest;
  }

  private void publish(Connection cause, UserId to, ServerEvent event) {
    ports
        .eventBus()
        .publish(new Envelope(new Topic.User(to), new Signal.Show(event), cause.origin()));
  }
}
