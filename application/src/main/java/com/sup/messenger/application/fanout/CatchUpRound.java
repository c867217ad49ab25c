package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Arrival.Cursor;
import com.sup.messenger.application.connection.Concurrently;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.connection.Pages;
import com.sup.messenger.application.event.LeftOut;
import com.sup.messenger.application.limit.Costs;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.MessageLog.Head;
import com.sup.messenger.application.port.chat.MessageLog.Reference;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.CatchUpBounds;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Membership;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.chat.Receipt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// The catch-up of one connection, with the rest of its bounds.
///
/// First all chats' messages are sent, then what else has changed in them. Chats without news cost
/// no call of a store each.
final class CatchUpRound {

  /// The means of every round.
  record Means(
      Ports ports,
      Memberships memberships,
      HeadBound bound,
      Costs costs,
      Observer observer,
      CatchUpBounds bounds) {}

  /// The most first places that are stored at a time.
  private static final int AT_ONCE = 100;

  private final Means means;
  private final Connection connection;
  private final boolean withOwn;
  private final LeftOut leftOut;
  private final UserId user;
  private final Map<ChatId, Long> changedSince = new LinkedHashMap<>();
  private int left;
  private int newLeft;
  private long bytesLeft;

  /// @param withOwn true if the client is sent its own messages too
  /// @param bytes the most content and metadata in all
  CatchUpRound(Means means, Connection connection, boolean withOwn, long bytes, LeftOut leftOut) {
    this.means = means;
    this.connection = connection;
    this.withOwn = withOwn;
    this.leftOut = leftOut;
    this.user = connection.actor().user();
    this.left = means.bounds().total();
    this.newLeft = means.bounds().newTotal();
    this.bytesLeft = bytes;
  }

  /// Sends what the connection missed of the chats, and subscribes it to each.
  ///
  /// @param cursors the places of chats that are known; the others are those of the device
  void run(Set<ChatId> chats, Map<ChatId, Cursor> cursors) {
    follow(chats, cursors);
    changedSince.forEach(this::sendState);
  }

  /// Sends the messages that the connection missed of the chats, and subscribes it to each.
  private void follow(Set<ChatId> chats, Map<ChatId, Cursor> cursors) {
    if (chats.isEmpty()) {
      return;
    }
    // The connection is locked from the check to the end. So of two changes of a membership the
    // later one holds.
    synchronized (connection) {
      Set<ChatId> opened = means.memberships().open(chats);
      try {
        Known known = known(chats);
        opened.forEach(chat -> means.memberships().begin(chat, known.head(chat)));
        Map<ChatId, First> firsts = beginNew(known, cursors.keySet());
        known
            .memberships()
            .forEach((chat, of) -> follow(chat, of, known, cursors.get(chat), firsts.get(chat)));
      } finally {
        means.memberships().closeUnfollowed(connection, chats);
      }
    }
  }

  /// The chats as the stores know them.
  ///
  /// @param places the places of the device
  private record Known(
      Map<ChatId, Membership> memberships, Map<ChatId, Head> heads, Map<ChatId, Position> places) {

    Position head(ChatId chat) {
      return heads.getOrDefault(chat, Head.NONE).position();
    }
  }

  /// The first place of a device in a chat.
  ///
  /// @param read the place up to which the user has read
  private record First(long read, Position place) {}

  private Known known(Set<ChatId> chats) {
    ReceiptStore.Device device = connection.actor().receiver();
    Future<Map<ChatId, Membership>> memberships =
        Concurrently.begin(() -> means.memberships().of(user, chats));
    Future<Map<ChatId, Head>> heads =
        Concurrently.begin(() -> means.ports().messageLog().heads(chats));
    Map<ChatId, Position> places =
        Concurrently.with(
            List.of(memberships, heads), () -> means.ports().receiptStore().cursors(device, chats));
    return new Known(memberships.resultNow(), heads.resultNow(), places);
  }

  /// Gives the device its first place in each chat that is new to it, in all of them at the same
  /// time.
  ///
  /// @param named the chats whose place the client knows
  private Map<ChatId, First> beginNew(Known known, Set<ChatId> named) {
    Map<ChatId, Membership> chats = new LinkedHashMap<>(known.memberships());
    chats.keySet().removeIf(chat -> named.contains(chat) || known.places().containsKey(chat));
    if (chats.isEmpty()) {
      return Map.of();
    }
    Map<ChatId, Receipt> receipts = means.ports().receiptStore().of(user, chats.keySet());
    Map<ChatId, First> firsts = new LinkedHashMap<>();
    chats.forEach(
        (chat, of) -> {
          long read = receipts.getOrDefault(chat, Receipt.NONE).read();
          firsts.put(chat, first(chat, Math.max(read, of.joinedAfter()), known.head(chat)));
        });
    ReceiptStore.Device device = connection.actor().receiver();
    for (List<Map.Entry<ChatId, First>> some : Pages.of(firsts.entrySet(), AT_ONCE)) {
      Concurrently.call(some.stream().map(first -> begin(first, device)).toList());
    }
    return firsts;
  }

  private First first(ChatId chat, long known, Position head) {
    long read = means.bound().within(chat, known, head);
    long start = Math.max(read, head.seq() - Math.min(means.bounds().newPerChat(), newLeft));
    newLeft -= (int) (head.seq() - start);
    return new First(read, new Position(start, head.rev()));
  }

  private Callable<Object> begin(Map.Entry<ChatId, First> first, ReceiptStore.Device device) {
    ReceiptStore receipts = means.ports().receiptStore();
    return Executors.callable(
        () -> receipts.begin(first.getKey(), device, first.getValue().place()));
  }

  private void follow(
      ChatId chat, Membership stored, Known known, @Nullable Cursor cursor, @Nullable First first) {
    Position head = known.head(chat);
    Membership membership =
        new Membership(means.bound().within(chat, stored.joinedAfter(), head), stored.history());
    if (first != null) {
      begin(chat, membership, head, first);
      return;
    }
    Position cursorOfDevice = known.places().get(chat);
    Position place =
        cursorOfDevice == null ? null : means.bound().within(chat, cursorOfDevice, head);
    if (cursor != null) {
      catchUp(chat, membership, head, cursor, place);
    } else if (place != null) {
      catchUp(chat, membership, head, place);
    }
  }

  private void catchUp(
      ChatId chat, Membership membership, Position head, Cursor cursor, @Nullable Position place) {
    long seq = Math.min(cursor.seq(), head.seq());
    Replay replay = replay(chat, membership, head, seq);
    long rev = cursor.rev() == null ? revision(chat, seq, place) : cursor.rev();
    // The parts of a client's cursor may be of different times, so only the revision counts.
    if (replay.joinedAfter(rev)) {
      changedSince.put(chat, rev);
    }
  }

  /// Returns a revision up to which a client knows everything that has the messages up to a place.
  private long revision(ChatId chat, long seq, @Nullable Position place) {
    if (place != null && place.seq() <= seq) {
      return place.rev();
    }
    List<Reference> last =
        seq == 0 ? List.of() : means.ports().messageLog().references(chat, seq - 1, 1);
    return last.isEmpty() ? 0 : last.getFirst().rev();
  }

  private void catchUp(ChatId chat, Membership membership, Position head, Position place) {
    if (replay(chat, membership, head, place.seq()).missedChanges(place)) {
      changedSince.put(chat, place.rev());
    }
  }

  private void begin(ChatId chat, Membership membership, Position head, First first) {
    Replay replay = replay(chat, membership, head, first.place().seq());
    if (first.place().seq() > first.read()) {
      leftOut.messagesOf(chat);
    }
    if (replay.missedChanges(head)) {
      changedSince.put(chat, head.rev());
    }
  }

  /// Sends the messages after a sequence number, and subscribes the connection.
  private Replay replay(ChatId chat, Membership membership, Position head, long after) {
    MessageLog log = means.ports().messageLog();
    Replay.Bounds rest = new Replay.Bounds(Math.min(means.bounds().perChat(), left), bytesLeft);
    Replay replay =
        new Replay(
            connection, chat, log, withOwn, after, membership.visibleAfter(), head.seq(), rest);
    means.memberships().follow(connection, chat, replay);
    int sent = rest.messages() - replay.left();
    means.observer().replayed(sent);
    left -= sent;
    means.costs().owe(user, Costs.Kind.READ, bytesLeft - replay.bytesLeft());
    bytesLeft = replay.bytesLeft();
    if (replay.isTruncated()) {
      leftOut.messagesOf(chat);
    }
    return replay;
  }

  private void sendState(ChatId chat, long sinceRev) {
    means
        .memberships()
        .sendState(connection, chat, sinceRev)
        .ifPresent(
            difference -> {
              means.costs().owe(user, Costs.Kind.READ, difference.weight());
              if (!difference.isComplete()) {
                leftOut.changesOf(chat);
              }
            });
  }
}
