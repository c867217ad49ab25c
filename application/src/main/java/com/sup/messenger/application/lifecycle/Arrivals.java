package com.sup.messenger.application.lifecycle;

import com.sup.messenger.application.admin.Disconnecting;
import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.instance.Figures;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.session.SettledSessions;
import java.time.InstantSource;

/// The arrival of a connection: it is greeted, entered into the registry, and its session starts.
public final class Arrivals {

  private final RegistryReconciler reconciler;
  private final Fanout fanout;
  private final Disconnecting disconnecting;
  private final Crowding crowding;
  private final SessionStart start;
  private final SettledSessions sessions;
  private final Figures figures;
  private final InstantSource clock;

  public Arrivals(
      RegistryReconciler reconciler,
      Fanout fanout,
      Disconnecting disconnecting,
      Crowding crowding,
      SessionStart start,
      SettledSessions sessions,
      Figures figures,
      InstantSource clock) {
    this.reconciler = reconciler;
    this.fanout = fanout;
    this.disconnecting = disconnecting;
    this.crowding = crowding;
    this.start = start;
    this.sessions = sessions;
    this.figures = figures;
    this.clock = clock;
  }

  /// Begins a connection, or ends it if its token has been revoked meanwhile. If that fails, the
  /// session of the arrival can still be kept.
  public void admit(Connection connection, Arrival arrival) {
    // First: a claimed session exists nowhere else.
    connection.state().arrive(arrival);
    figures.connected();
    if (!(arrival instanceof Arrival.HandedOver)) {
      greet(connection, arrival instanceof Arrival.Resumed);
    }
    reconciler.enter(connection);
    fanout.follow(connection, new Topic.User(connection.actor().user()));
    // The token was checked before, perhaps long ago. A revocation since then was not received.
    if (!disconnecting.review(connection)) {
      crowding.makeRoomFor(connection);
      start.run(connection, arrival);
    }
    connection.state().arrived();
    if (arrival instanceof Arrival.Continued) {
      sessions.settle(connection);
    }
  }

  private void greet(Connection connection, boolean recovered) {
    Actor actor = connection.actor();
    connection.send(
        new ServerEvent.Connected(
            actor.user(), connection.id(), actor.device(), clock.instant(), recovered));
  }
}
