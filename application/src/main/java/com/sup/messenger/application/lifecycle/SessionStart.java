package com.sup.messenger.application.lifecycle;

import com.sup.messenger.application.call.CallLegs;
import com.sup.messenger.application.call.CallReturns;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.FirstPresence;
import com.sup.messenger.application.event.LeftOut;
import com.sup.messenger.application.fanout.CatchUp;
import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.notification.NotificationNews;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.presence.PresenceFollowing;
import com.sup.messenger.application.presence.Presences;
import com.sup.messenger.application.presence.Viewing;
import com.sup.messenger.domain.ChatId;

/// Begins or continues the session of an arriving connection: sends it missed events, and
/// subscribes it to its topics.
public final class SessionStart {

  private final Fanout fanout;
  private final CatchUp catchUp;
  private final NotificationNews notifications;
  private final CallLegs callLegs;
  private final CallReturns callReturns;
  private final Viewing viewing;
  private final Presences presences;
  private final PresenceFollowing following;

  public SessionStart(
      Fanout fanout,
      CatchUp catchUp,
      NotificationNews notifications,
      CallLegs callLegs,
      CallReturns callReturns,
      Viewing viewing,
      Presences presences,
      PresenceFollowing following) {
    this.fanout = fanout;
    this.catchUp = catchUp;
    this.notifications = notifications;
    this.callLegs = callLegs;
    this.callReturns = callReturns;
    this.viewing = viewing;
    this.presences = presences;
    this.following = following;
  }

  /// Begins or continues the session. The connection already follows the topic of its user.
  void run(Connection connection, Arrival arrival) {
    switch (arrival) {
      case Arrival.Fresh fresh -> begin(connection, fresh);
      case Arrival.Resumed resumed -> resume(connection, resumed);
      case Arrival.HandedOver handedOver -> goOn(connection, handedOver);
    }
  }

  private void begin(Connection connection, Arrival.Fresh fresh) {
    presences.enter(connection, fresh.presence());
    LeftOut leftOut = catchUp.run(connection, fresh.cursors());
    notifications.replay(connection, fresh);
    callLegs.arrived(connection);
    connection.send(leftOut.event());
  }

  private void resume(Connection connection, Arrival.Resumed resumed) {
    Snapshot snapshot = resumed.snapshot();
    follow(connection, snapshot, resumed.presence());
    LeftOut leftOut = catchUp.resume(connection, resumed);
    // Only now: the events that are sent again are older.
    following.follow(connection, snapshot.topics());
    notifications.replay(connection, resumed);
    callLegs.connected(connection);
    callReturns.resumed(connection, snapshot);
    connection.send(leftOut.event());
  }

  private void goOn(Connection connection, Arrival.HandedOver handedOver) {
    Snapshot snapshot = handedOver.snapshot();
    follow(connection, snapshot, FirstPresence.NONE);
    following.follow(connection, snapshot.topics());
    catchUp.goOn(connection, snapshot);
    notifications.replay(connection, handedOver);
    callReturns.handedOver(connection, snapshot);
  }

  private void follow(Connection connection, Snapshot snapshot, FirstPresence presence) {
    presences.resume(connection, snapshot.status(), presence);
    for (Topic topic : snapshot.topics()) {
      switch (topic) {
        case Topic.Viewers(ChatId chat) -> viewing.resume(connection, chat);
        case Topic.Presence _ -> {}
        case Topic.User _, Topic.Chat _, Topic.Instance _ -> fanout.follow(connection, topic);
      }
    }
  }
}
