package com.sup.messenger.application.lifecycle;

import com.sup.messenger.application.admin.Disconnecting;
import com.sup.messenger.application.call.CallLegs;
import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.FirstPresence;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.fanout.CatchUp;
import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.fanout.LeftOut;
import com.sup.messenger.application.notification.Notifications;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.presence.Presences;
import com.sup.messenger.application.presence.Viewing;
import com.sup.messenger.application.session.SessionRecovery;
import com.sup.messenger.domain.ChatId;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The arrival of a connection: it is greeted, sent missed events, and subscribed to its topics.
public final class Arrivals {

  private final RegistryReconciler attendance;
  private final Fanout fanout;
  private final SessionRecovery sessions;
  private final CatchUp catchUp;
  private final Notifications notifications;
  private final CallLegs callLegs;
  private final Viewing viewing;
  private final Presences presences;
  private final Disconnecting disconnecting;
  private final Crowding crowding;
  private final InstantSource clock;
  private final Set<Connection> underWay = ConcurrentHashMap.newKeySet();

  public Arrivals(
      RegistryReconciler attendance,
      Fanout fanout,
      SessionRecovery sessions,
      CatchUp catchUp,
      Notifications notifications,
      CallLegs callLegs,
      Viewing viewing,
      Presences presences,
      Disconnecting disconnecting,
      Crowding crowding,
      InstantSource clock) {
    this.attendance = attendance;
    this.fanout = fanout;
    this.sessions = sessions;
    this.catchUp = catchUp;
    this.notifications = notifications;
    this.callLegs = callLegs;
    this.viewing = viewing;
    this.presences = presences;
    this.disconnecting = disconnecting;
    this.crowding = crowding;
    this.clock = clock;
  }

  /// Begins a connection, or ends it if its token has been revoked meanwhile. If that fails, the
  /// session of the arrival can still be kept.
  public void admit(Connection connection, Arrival arrival) {
    // First: a claimed session exists nowhere else.
    sessions.begin(connection, arrival);
    underWay.add(connection);
    try {
      arrive(connection, arrival);
    } finally {
      underWay.remove(connection);
    }
    sessions.complete(connection);
  }

  /// Returns the open connections that have been sent what they missed.
  public List<Connection> settled() {
    return attendance.open().stream().filter(connection -> !isUnderWay(connection)).toList();
  }

  /// Returns true while the connection is being sent missed events. Only its arrival knows from
  /// which sequence numbers.
  boolean isUnderWay(Connection connection) {
    return underWay.contains(connection);
  }

  private void arrive(Connection connection, Arrival arrival) {
    if (!(arrival instanceof Arrival.HandedOver)) {
      greet(connection, arrival instanceof Arrival.Resumed);
    }
    attendance.enter(connection);
    fanout.add(connection);
    fanout.follow(connection, new Topic.User(connection.actor().user()));
    // The token was checked before, perhaps long ago. A revocation since then was not received.
    if (disconnecting.review(connection)) {
      return;
    }
    crowding.makeRoomFor(connection);
    switch (arrival) {
      case Arrival.Fresh fresh -> enter(connection, fresh);
      case Arrival.Resumed resumed -> resume(connection, resumed);
      case Arrival.HandedOver handedOver -> goOn(connection, handedOver);
    }
  }

  private void greet(Connection connection, boolean recovered) {
    Actor actor = connection.actor();
    connection.send(
        new ServerEvent.Connected(
            actor.user(), connection.id(), actor.device(), clock.instant(), recovered));
  }

  private void enter(Connection connection, Arrival.Fresh fresh) {
    presences.enter(connection, fresh.presence());
    LeftOut leftOut = catchUp.run(connection, fresh.cursors());
    notifications.replay(connection, fresh);
    callLegs.connected(connection);
    connection.send(leftOut.event());
  }

  private void resume(Connection connection, Arrival.Resumed resumed) {
    Snapshot snapshot = resumed.snapshot();
    follow(connection, snapshot, resumed.presence());
    LeftOut leftOut = catchUp.resume(connection, resumed);
    // Only now: the events that are sent again are older.
    presences.follow(connection, snapshot.topics());
    notifications.replay(connection, resumed);
    callLegs.connected(connection);
    callLegs.resumed(connection, snapshot);
    connection.send(leftOut.event());
  }

  private void goOn(Connection connection, Arrival.HandedOver handedOver) {
    Snapshot snapshot = handedOver.snapshot();
    follow(connection, snapshot, FirstPresence.NONE);
    presences.follow(connection, snapshot.topics());
    catchUp.goOn(connection, snapshot);
    notifications.replay(connection, handedOver);
    callLegs.handedOver(connection, snapshot);
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
