package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.domain.chat.Position;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The places of the followers of a chat, as far as they differ from that of the subscription. Its
/// owner guards it.
final class FollowerPlaces {

  /// The sequence numbers of new connections that are ahead of the subscription. An entry is
  /// removed when the subscription gets there.
  private final Map<Connection, Long> ahead = new HashMap<>();

  /// The sequence numbers after which connections see messages, if these are not all messages.
  private final Map<Connection, Long> visibleAfter = new HashMap<>();

  /// For connections that were due a state: the sequence number of the newest message sent before
  /// it.
  private final Map<Connection, Long> beforeState = new HashMap<>();

  /// The places up to which former members had been sent messages when they were removed.
  private final Map<Connection, Position> takenOut = new HashMap<>();

  /// Notes a connection that begins to follow after a replay.
  ///
  /// @param lastSeq the sequence number of the newest message that the subscription has delivered
  void join(Connection connection, Replay replay, long lastSeq) {
    if (replay.reached() > lastSeq) {
      ahead.put(connection, replay.reached());
    }
    if (replay.visibleAfter() > 0) {
      visibleAfter.put(connection, replay.visibleAfter());
    } else {
      visibleAfter.remove(connection);
    }
  }

  /// Returns the sequence number of the newest message that a connection was sent.
  long sentTo(Connection connection, long lastSeq) {
    return Math.max(lastSeq, ahead.getOrDefault(connection, 0L));
  }

  /// Returns true if a connection was sent a message by its replay.
  boolean isAhead(Connection connection, long seq) {
    return !ahead.isEmpty() && seq <= ahead.getOrDefault(connection, 0L);
  }

  /// Notes that the subscription has delivered a message.
  void pass(long seq) {
    ahead.values().removeIf(reached -> reached <= seq);
  }

  /// Forgets which connections are ahead: the sequence numbers are given anew.
  void restart() {
    ahead.clear();
  }

  /// Returns the sequence number after which a connection sees messages, 0 if it sees all.
  long visibleAfter(Connection connection) {
    return visibleAfter.getOrDefault(connection, 0L);
  }

  /// Returns true if a connection sees a message.
  boolean isVisible(Connection connection, long seq) {
    return visibleAfter.isEmpty() || seq > visibleAfter(connection);
  }

  /// Notes that a connection is due a state of the chat.
  void noteState(Connection connection, long lastSeq) {
    beforeState.put(connection, sentTo(connection, lastSeq));
  }

  /// Returns true if a message was sent before the last state.
  boolean isBeforeState(Connection connection, long seq) {
    return seq <= beforeState.getOrDefault(connection, 0L);
  }

  /// Notes the place of a connection whose user was removed from the chat.
  void takeOut(Connection connection, Position place) {
    takenOut.put(connection, place);
  }

  /// Forgets that a connection was taken out.
  void takeBack(Connection connection) {
    takenOut.remove(connection);
  }

  /// Returns the place of a connection that was taken out.
  Optional<Position> takenOutAt(Connection connection) {
    return Optional.ofNullable(takenOut.get(connection));
  }

  /// Forgets a connection.
  void remove(Connection connection) {
    ahead.remove(connection);
    takenOut.remove(connection);
    visibleAfter.remove(connection);
    beforeState.remove(connection);
  }
}
