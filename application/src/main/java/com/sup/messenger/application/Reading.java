package com.sup.messenger.application;

import com.sup.messenger.application.port.Envelope;
import com.sup.messenger.application.port.Ports;
import com.sup.messenger.application.port.Signal;
import com.sup.messenger.application.port.Topic;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Posted;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// Receipts: how far a chat was delivered and read.
///
/// A receipt covers every message before it, so every author whose messages it newly covers is
/// told, with the newest of them.
final class Reading {

  /// How far back authors are looked for; who wrote only before that learns from the next receipt.
  private static final int MAX_COVERED = 200;

  private final Ports ports;
  private final Memberships memberships;
  private final InstantSource clock;

  Reading(Ports ports, Memberships memberships, InstantSource clock) {
    this.ports = ports;
    this.memberships = memberships;
    this.clock = clock;
  }

  /// What a receipt for one message says.
  @FunctionalInterface
  private interface Receipt {
    ServerEvent about(MessageId message, ChatId chat, UserId user, Instant at);
  }

  Reply delivered(Actor actor, ClientEvent.ConfirmDelivery event) {
    Posted posted = find(actor, event.chatId(), event.messageId());
    Instant now = clock.instant();
    OptionalLong before = advanceDelivered(actor, posted);
    before.ifPresent(b -> tell(actor, posted, b, now, ServerEvent.Delivered::new));
    return new Reply.DeliveryConfirmed(now);
  }

  Reply read(Actor actor, ClientEvent.ConfirmReading event) {
    ChatId chat = event.chatId();
    Posted posted = find(actor, chat, event.messageId());
    Instant now = clock.instant();
    // What has been read has also arrived.
    advanceDelivered(actor, posted);
    OptionalLong before = ports.receipts().advanceRead(chat, actor.user(), posted.message().seq());
    before.ifPresent(b -> tell(actor, posted, b, now, ServerEvent.Read::new));
    return new Reply.ReadingConfirmed(now, unread(chat, actor.user()));
  }

  /// How many messages of a chat the user has not read.
  long unread(ChatId chat, UserId user) {
    return Math.max(0, ports.messageLog().head(chat) - ports.receipts().read(chat, user));
  }

  private Posted find(Actor actor, ChatId chat, MessageId message) {
    memberships.require(actor.user(), chat);
    return ports
        .messageLog()
        .find(chat, message)
        .orElseThrow(() -> new RefusedException(Refusal.MESSAGE_NOT_FOUND, "Message not found"));
  }

  private OptionalLong advanceDelivered(Actor actor, Posted posted) {
    return ports
        .receipts()
        .advanceDelivered(
            posted.message().chatId(), actor.user(), actor.device(), posted.message().seq());
  }

  private void tell(Actor actor, Posted last, long before, Instant now, Receipt receipt) {
    ChatId chat = last.message().chatId();
    Map<UserId, MessageId> newest = newestByAuthor(last, before);
    newest.remove(actor.user());
    publish(actor, actor.user(), receipt.about(last.message().id(), chat, actor.user(), now));
    // Who was put out of the chat hears no more of it.
    newest.keySet().removeIf(author -> !ports.chatDirectory().isMember(chat, author));
    newest.forEach(
        (author, message) ->
            publish(actor, author, receipt.about(message, chat, actor.user(), now)));
  }

  private Map<UserId, MessageId> newestByAuthor(Posted last, long before) {
    long seq = last.message().seq();
    long from = Math.max(before, seq - MAX_COVERED);
    Map<UserId, MessageId> newest = new LinkedHashMap<>();
    for (Posted posted :
        ports.messageLog().after(last.message().chatId(), from, (int) (seq - from))) {
      newest.put(posted.sender().id(), posted.message().id());
    }
    return newest;
  }

  private void publish(Actor actor, UserId to, ServerEvent event) {
    ports
        .eventBus()
        .publish(new Envelope(new Topic.User(to), new Signal.Show(event), actor.origin()));
  }
}
