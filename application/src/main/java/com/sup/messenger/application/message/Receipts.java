package com.sup.messenger.application.message;

import com.sup.messenger.application.connection.Concurrently;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ClientEvent.ConfirmDelivery;
import com.sup.messenger.application.event.ClientEvent.ConfirmReading;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.Reply.FailedChat;
import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.message.MessageLookup.Found;
import com.sup.messenger.application.notification.Notifications;
import com.sup.messenger.application.port.chat.MessageLog.Reference;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.chat.ReceiptStore.Move;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Receipt;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Receipts: how far a chat was delivered and read.
///
/// A receipt covers every message before it. So each author with newly covered messages is sent the
/// receipt of the newest of them.
public final class Receipts {

  private final ReceiptStore store;
  private final MessageLookup lookup;
  private final UnreadCounts unread;
  private final Fanout fanout;
  private final Notifications notifications;
  private final ReadPush readPush;
  private final InstantSource clock;

  public Receipts(
      ReceiptStore store,
      MessageLookup lookup,
      UnreadCounts unread,
      Fanout fanout,
      Notifications notifications,
      ReadPush readPush,
      InstantSource clock) {
    this.store = store;
    this.lookup = lookup;
    this.unread = unread;
    this.fanout = fanout;
    this.notifications = notifications;
    this.readPush = readPush;
    this.clock = clock;
  }

  /// Advances the delivered receipt of the device, in one chat or several.
  ///
  /// @throws RefusedException of one chat: `CHAT_NOT_FOUND` or `MESSAGE_NOT_FOUND`
  public Reply delivered(Connection connection, ConfirmDelivery event) {
    Instant now = now();
    if (event.receipts() == null) {
      receive(connection, one(event.chatId()), one(event.messageId()), now);
      return new Reply.DeliveryConfirmed(now);
    }
    List<FailedChat> failed = new ArrayList<>();
    for (var receipt : event.receipts()) {
      try {
        receive(connection, receipt.chatId(), receipt.messageId(), now);
      } catch (RefusedException e) {
        failed.add(new FailedChat(receipt.chatId(), e.refusal()));
      }
    }
    return new Reply.DeliveriesConfirmed(now, failed);
  }

  /// Advances the read receipt of the user, in one chat or several.
  ///
  /// @throws RefusedException of one chat: `CHAT_NOT_FOUND` or `MESSAGE_NOT_FOUND`
  public Reply read(Connection connection, ConfirmReading event) {
    Instant now = now();
    if (event.receipts() == null) {
      long left = read(connection, one(event.chatId()), one(event.messageId()), now);
      return new Reply.ReadingConfirmed(now, left);
    }
    Map<ChatId, Long> left = new LinkedHashMap<>();
    List<FailedChat> failed = new ArrayList<>();
    for (var receipt : event.receipts()) {
      ChatId chat = receipt.chatId();
      try {
        left.put(chat, read(connection, chat, receipt.messageId(), now));
      } catch (RefusedException e) {
        failed.add(new FailedChat(chat, e.refusal()));
      }
    }
    return new Reply.ReadingsConfirmed(now, left, failed);
  }

  private static <T> T one(@Nullable T id) {
    return Objects.requireNonNull(id, "The event checks this");
  }

  private void receive(Connection connection, ChatId chat, MessageId message, Instant now) {
    advance(connection, chat, lookup.find(connection.actor().user(), chat, message), false, now);
  }

  /// Advances the read receipt in one chat. Settles notifications and counts messages beside that.
  ///
  /// @return the number of unread messages afterwards
  private long read(Connection connection, ChatId chat, MessageId message, Instant now) {
    UserId user = connection.actor().user();
    Found found = lookup.find(user, chat, message);
    long seq = found.message().seq();
    // Also if the receipt does not move: a repeat makes up for a failure.
    Future<?> settling = Concurrently.run(() -> notifications.settle(user, chat, seq));
    Future<Long> left = Concurrently.begin(() -> unread.of(user, chat, found.membership(), seq));
    Receipt receipt =
        Concurrently.with(List.of(settling, left), () -> read(connection, chat, found, now));
    // The count does not depend on the move, unless an earlier one has gone further.
    return receipt.read() == seq
        ? left.resultNow()
        : unread.of(user, chat, found.membership(), receipt.read());
  }

  private Receipt read(Connection connection, ChatId chat, Found found, Instant now) {
    Receipt receipt = advance(connection, chat, found, true, now);
    if (now.equals(receipt.readAt())) {
      readPush.read(connection.actor().user(), chat, found.message().seq());
    }
    return receipt;
  }

  private Receipt advance(
      Connection connection, ChatId chat, Found found, boolean read, Instant now) {
    Reference message = found.message();
    // With a revision that the device knows, so that its cursor passes no other change.
    Reference known = message.withRev(fanout.knownWith(connection, chat, message));
    Move move = new Move(chat, connection.actor().receiver(), known, read, now);
    return store.advance(move, connection.origin());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
