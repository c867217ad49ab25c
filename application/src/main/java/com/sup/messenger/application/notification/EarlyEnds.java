package com.sup.messenger.application.notification;

import com.sup.messenger.application.connection.Concurrently;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReceiptStore.OfUser;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Revised;
import com.sup.messenger.domain.message.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// The ends of the notifications of a message that came before the notifications were stored.
///
/// A deletion, a reading and a removal end the notifications that they find. Those that are stored
/// later would stay.
///
/// @param deleted true if the message was deleted
/// @param gone the users who are no longer members
/// @param readers the users who have read the message
record EarlyEnds(boolean deleted, Set<UserId> gone, Set<UserId> readers) {

  /// The most receipts that are read: those of the time since the message was sent.
  private static final int MAX_RECEIPTS = 1_000;

  /// Finds them, after the notifications were stored.
  ///
  /// @param rev the revision that the message made
  /// @param notified the users who were notified
  static EarlyEnds of(Ports ports, Message message, long rev, Set<UserId> notified) {
    ChatId chat = message.chatId();
    Future<Boolean> deleted = Concurrently.begin(() -> isDeleted(ports.messageLog(), message));
    Future<List<Revised<OfUser>>> moved =
        Concurrently.begin(() -> ports.receiptStore().since(chat, rev, MAX_RECEIPTS));
    Set<UserId> gone = new HashSet<>(notified);
    gone.removeAll(
        Concurrently.with(List.of(deleted, moved), () -> ports.chatDirectory().members(chat)));
    Set<UserId> readers =
        moved.resultNow().stream()
            .map(Revised::value)
            .filter(of -> of.receipt().read() >= message.seq())
            .map(OfUser::user)
            .filter(notified::contains)
            .collect(Collectors.toUnmodifiableSet());
    return new EarlyEnds(deleted.resultNow(), gone, readers);
  }

  private static boolean isDeleted(MessageLog log, Message message) {
    return log.find(message.chatId(), message.id()).filter(found -> !found.deleted()).isEmpty();
  }
}
