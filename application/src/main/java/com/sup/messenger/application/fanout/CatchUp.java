package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Arrival.Cursor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.LeftOut;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.limit.Costs;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.CatchUpBounds;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.chat.Membership;
import com.sup.messenger.domain.chat.Position;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The catch-up of an arrival: sends a connection the messages, changes and departures that it
/// missed. Then subscribes it to its chats (contract, "Delivery" and "State and changes").
///
/// If a bound leaves something out, the client is sent the ids of the chats.
public final class CatchUp {

  private final CatchUpRound.Means means;
  private final MissedDepartures departures;

  public CatchUp(
      Ports ports,
      Memberships memberships,
      HeadBound bound,
      Costs costs,
      CatchUpBounds bounds,
      Observer observer) {
    this.means = new CatchUpRound.Means(ports, memberships, bound, costs, observer, bounds);
    this.departures = new MissedDepartures(ports.chatDirectory());
  }

  /// Sends what the connection missed of every chat of its user, and subscribes it to each. If the
  /// user's limit of reading is spent, no message is sent.
  ///
  /// @param cursors for each chat that the client names, the place up to which it has the chat
  /// @return the parts that were left out
  public LeftOut run(Connection connection, Map<ChatId, Cursor> cursors) {
    LeftOut leftOut = new LeftOut();
    Set<ChatId> chats = departures.tell(connection, cursors.keySet());
    round(connection, true, bytes(connection), leftOut).run(chats, cursors);
    return leftOut;
  }

  private long bytes(Connection connection) {
    return means.costs().admits(connection.actor().user(), Costs.Kind.READ)
        ? means.bounds().bytes()
        : 0;
  }

  private CatchUpRound round(Connection connection, boolean withOwn, long bytes, LeftOut leftOut) {
    return new CatchUpRound(means, connection, withOwn, bytes, leftOut);
  }

  /// Continues a session that another instance has handed over: sends the messages and changes
  /// since then. The client has all acknowledgements, so its own messages are not sent.
  public void goOn(Connection connection, Snapshot snapshot) {
    LeftOut leftOut = new LeftOut();
    Set<ChatId> chats = departures.tell(connection, snapshot);
    round(connection, false, means.bounds().bytes(), leftOut)
        .run(chats, cursors(snapshot.positions()));
    name(connection, leftOut);
  }

  private static Map<ChatId, Cursor> cursors(Map<ChatId, Position> positions) {
    Map<ChatId, Cursor> cursors = new HashMap<>();
    positions.forEach((chat, place) -> cursors.put(chat, new Cursor(place.seq(), place.rev())));
    return cursors;
  }

  /// Sends a connected client the ids of the chats with something left out, if any.
  private static void name(Connection connection, LeftOut leftOut) {
    if (!leftOut.isEmpty()) {
      connection.send(leftOut.event());
    }
  }

  /// Continues a dropped session: sends again the events that were not received, then the later
  /// ones.
  ///
  /// @return the parts that were left out
  public LeftOut resume(Connection connection, Arrival.Resumed arrival) {
    List<Snapshot.Sent> sent = arrival.snapshot().sentFrom(arrival.offset());
    means.observer().replayed(sent.size() - 1L);
    LeftOut leftOut = new LeftOut();
    for (Snapshot.Sent missed : sent.subList(1, sent.size())) {
      if (isSentAgain(missed.event())) {
        connection.send(new Delivery(missed.event(), missed.offset()));
      } else if (missed.event() instanceof ServerEvent.SyncComplete earlier) {
        leftOut.addAll(earlier);
      }
    }
    Set<ChatId> chats = departures.tell(connection, arrival.snapshot());
    round(connection, true, bytes(connection), leftOut)
        .run(chats, cursors(arrival.snapshot().positions()));
    return leftOut;
  }

  // Some events belong to the previous connection, and are sent anew in their place. A call is
  // among them: it may no longer ring.
  private static boolean isSentAgain(ServerEvent event) {
    return !(event instanceof ServerEvent.Connected
        || event instanceof ServerEvent.SyncComplete
        || event instanceof ServerEvent.CallIncoming);
  }

  /// Subscribes a connection to a chat that its user has joined.
  ///
  /// @param head the place of the chat at the join. Later messages and changes are sent
  public void enter(Connection connection, ChatId chat, Position head) {
    means.ports().receiptStore().begin(chat, connection.actor().receiver(), head);
    follow(connection, chat, head);
  }

  /// Subscribes a connection to a chat of its user, unless it is. The signal of the membership may
  /// still be on its way. After the return, the events of the chat reach the connection.
  public void ensure(Connection connection, ChatId chat, Membership membership) {
    if (!means.memberships().reaches(connection, chat)) {
      // The join is the last change of the members, or came before it.
      long rev = means.ports().chatDirectory().revision(chat);
      enter(connection, chat, new Position(membership.joinedAfter(), rev));
    }
  }

  /// Subscribes a connection to a chat of its user.
  ///
  /// @param place the place up to which the connection was sent messages and changes
  public void follow(Connection connection, ChatId chat, Position place) {
    LeftOut leftOut = new LeftOut();
    round(connection, false, means.bounds().bytes(), leftOut)
        .run(Set.of(chat), cursors(Map.of(chat, place)));
    name(connection, leftOut);
  }

  /// Subscribes the connection to chats of its user that it does not follow yet. The news of the
  /// membership may have been lost.
  public void review(Connection connection) {
    Set<ChatId> chats =
        new HashSet<>(means.ports().chatDirectory().chatsOf(connection.actor().user()));
    chats.removeAll(means.memberships().followedBy(connection));
    LeftOut leftOut = new LeftOut();
    round(connection, true, means.bounds().bytes(), leftOut).run(chats, Map.of());
    name(connection, leftOut);
  }
}
