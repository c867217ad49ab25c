package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.limit.Costs;
import com.sup.messenger.application.port.MessageLog;
import com.sup.messenger.application.port.ReceiptStore;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.CatchUpBounds;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// The catch-up of an arrival: sends a connection the messages that it missed, and subscribes it to
/// its chats (contract, "Delivery").
///
/// If a bound leaves out messages, the client is sent the ids of their chats.
public final class CatchUp {

  private final Ports ports;
  private final Memberships memberships;
  private final Costs costs;
  private final CatchUpBounds bounds;
  private final Observer observer;

  public CatchUp(
      Ports ports, Memberships memberships, Costs costs, CatchUpBounds bounds, Observer observer) {
    this.costs = costs;
    this.observer = observer;
    this.ports = ports;
    this.memberships = memberships;
    this.bounds = bounds;
  }

  /// Sends the missed messages of every chat of the connection's user, and subscribes it to each.
  /// If the user's limit of reading is spent, no message is sent.
  ///
  /// @param cursors for each chat that the client names, the sequence number up to which it has the
  ///     chat
  /// @return the chats with messages left out
  public List<ChatId> run(Connection connection, Map<ChatId, Long> cursors) {
    return run(connection, cursors, true, bytes(connection));
  }

  private long bytes(Connection connection) {
    return costs.admits(connection.actor().user(), Costs.Kind.READ) ? bounds.bytes() : 0;
  }

  private List<ChatId> run(
      Connection connection, Map<ChatId, Long> cursors, boolean withOwn, long bytes) {
    Round round = new Round(connection, withOwn, bytes);
    for (ChatId chat : ports.chatDirectory().chatsOf(connection.actor().user())) {
      Long cursor = cursors.get(chat);
      if (cursor == null) {
        round.catchUp(chat);
      } else {
        round.catchUp(chat, Math.min(cursor, ports.messageLog().head(chat)));
      }
    }
    return round.truncated;
  }

  /// Continues a session that another instance has handed over: sends the messages since then. The
  /// client has all acknowledgements, so its own messages are not sent.
  public void goOn(Connection connection, Snapshot snapshot) {
    name(connection, run(connection, snapshot.positions(), false, bounds.bytes()));
  }

  /// Sends a connected client the ids of the chats with messages left out, if any.
  private static void name(Connection connection, Collection<ChatId> truncated) {
    if (!truncated.isEmpty()) {
      connection.send(new ServerEvent.SyncComplete(List.copyOf(truncated)));
    }
  }

  /// Continues a dropped session: sends again the events that were not received, then the later
  /// ones.
  ///
  /// @return the chats with messages left out
  public List<ChatId> resume(Connection connection, Arrival.Resumed arrival) {
    List<Snapshot.Sent> sent = arrival.snapshot().sentFrom(arrival.offset());
    observer.replayed(sent.size() - 1L);
    Set<ChatId> truncated = new LinkedHashSet<>();
    for (Snapshot.Sent missed : sent.subList(1, sent.size())) {
      if (isSentAgain(missed.event())) {
        connection.send(new Delivery(missed.event(), missed.offset()));
      } else if (missed.event() instanceof ServerEvent.SyncComplete(var named) && named != null) {
        truncated.addAll(named);
      }
    }
    truncated.addAll(run(connection, arrival.snapshot().positions(), true, bytes(connection)));
    return List.copyOf(truncated);
  }

  // Some events belong to the previous connection, and are sent anew in their place. A call is
  // among them: it may no longer ring.
  private static boolean isSentAgain(ServerEvent event) {
    return !(event instanceof ServerEvent.Connected
        || event instanceof ServerEvent.SyncComplete
        || event instanceof ServerEvent.CallIncoming);
  }

  /// Subscribes a connection to a chat that its user has joined meanwhile.
  ///
  /// @param afterSeq the sequence number after which messages are sent
  public void follow(Connection connection, ChatId chat, long afterSeq) {
    Actor actor = connection.actor();
    ports.receiptStore().begin(chat, actor.receiver(), afterSeq);
    int limit = bounds.perChat();
    Replay replay =
        new Replay(connection, chat, ports.messageLog(), false, afterSeq, limit, bounds.bytes());
    memberships.follow(connection, chat, replay);
    name(connection, replay.isTruncated() ? List.of(chat) : List.of());
  }

  /// Subscribes the connection to chats of its user that it does not follow yet. The news of the
  /// membership may have been lost.
  public void review(Connection connection) {
    Set<ChatId> chats = ports.chatDirectory().chatsOf(connection.actor().user());
    Round round = new Round(connection, true, bounds.bytes());
    Set<ChatId> followed = memberships.followedBy(connection);
    chats.stream().filter(chat -> !followed.contains(chat)).forEach(round::catchUp);
    name(connection, round.truncated);
  }

  /// The catch-up of one connection, with the rest of its bounds.
  private final class Round {

    private final Connection connection;
    private final boolean withOwn;
    private final List<ChatId> truncated = new ArrayList<>();
    private int left = bounds.total();
    private int newLeft = bounds.newTotal();
    private long bytesLeft;

    Round(Connection connection, boolean withOwn, long bytes) {
      this.bytesLeft = bytes;
      this.connection = connection;
      this.withOwn = withOwn;
    }

    void catchUp(ChatId chat) {
      UserId user = connection.actor().user();
      ReceiptStore.Device device = connection.actor().receiver();
      ReceiptStore receipts = ports.receiptStore();
      OptionalLong cursor = receipts.delivered(chat, device);
      if (cursor.isPresent()) {
        catchUp(chat, cursor.getAsLong());
        return;
      }
      MessageLog log = ports.messageLog();
      long read = receipts.read(chat, user);
      long head = log.head(chat);
      long start = Math.max(read, head - Math.min(bounds.newPerChat(), newLeft));
      receipts.begin(chat, device, start);
      newLeft -= (int) (head - start);
      if (!catchUp(chat, start) && start > read) {
        truncated.add(chat);
      }
    }

    /// Sends the messages after a sequence number.
    ///
    /// @return true if messages were left out
    boolean catchUp(ChatId chat, long afterSeq) {
      int limit = Math.min(bounds.perChat(), left);
      Replay replay =
          new Replay(connection, chat, ports.messageLog(), withOwn, afterSeq, limit, bytesLeft);
      int before = replay.left();
      memberships.follow(connection, chat, replay);
      observer.replayed(before - replay.left());
      left -= before - replay.left();
      costs.owe(connection.actor().user(), Costs.Kind.READ, bytesLeft - replay.bytesLeft());
      bytesLeft = replay.bytesLeft();
      if (replay.isTruncated()) {
        truncated.add(chat);
      }
      return replay.isTruncated();
    }
  }
}
