package com.sup.messenger.application;

import com.sup.messenger.application.port.Signal;
import com.sup.messenger.application.port.Topic;
import com.sup.messenger.domain.UserId;

/// What the news of a user changes for the connections of that user here, and what is done where
/// such news may be lost.
final class Consequences {

  private final Fanout fanout;
  private final Arrivals arrivals;
  private final CatchUp catchUp;
  private final Departures departures;
  private final Disconnecting disconnecting;
  private final CallLegs callLegs;

  Consequences(
      Fanout fanout,
      Arrivals arrivals,
      CatchUp catchUp,
      Departures departures,
      Disconnecting disconnecting,
      CallLegs callLegs) {
    this.fanout = fanout;
    this.arrivals = arrivals;
    this.catchUp = catchUp;
    this.departures = departures;
    this.disconnecting = disconnecting;
    this.callLegs = callLegs;
  }

  /// Draws them, or begins to; never blocks.
  void draw(Topic topic, Signal signal) {
    switch (signal) {
      case Signal.MembershipGained(var chat, long head) ->
          fanout.followersOf(topic).forEach(c -> later(() -> catchUp.follow(c, chat, head)));
      case Signal.MembershipLost(var chat) ->
          fanout.followersOf(topic).forEach(c -> later(() -> departures.depart(c, chat)));
      case Signal.Disconnect disconnect ->
          fanout.followersOf(topic).forEach(c -> Disconnecting.obey(c, disconnect));
      case Signal.SessionTaken(String key) ->
          fanout.followersOf(topic).stream()
              .filter(connection -> connection.recoveryKey().equals(key))
              .forEach(Connection::cut);
      case Signal.Show _,
          Signal.ShowOn _,
          Signal.Appended _,
          Signal.MembersRemoved _,
          Signal.PresenceMoved _,
          Signal.Canary _ -> {}
    }
  }

  /// A membership is read again and a log replayed: nothing to do on the thread of the bus.
  private static void later(Runnable task) {
    Thread.startVirtualThread(task);
  }

  /// Memberships may have changed, and calls begun, without a word.
  ///
  /// @return false where a connection is coming in, so that it must be asked for again
  boolean review(UserId user) {
    boolean all = true;
    for (Connection connection : fanout.followersOf(new Topic.User(user))) {
      if (arrivals.isUnderWay(connection)) {
        all = false;
        continue;
      }
      catchUp.review(connection);
      departures.review(connection);
      disconnecting.review(connection);
      callLegs.connected(connection);
    }
    return all;
  }
}
