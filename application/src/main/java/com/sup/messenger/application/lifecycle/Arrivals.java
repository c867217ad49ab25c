package com.sup.messenger.application.lifecycle;

import com.sup.messenger.application.admin.Disconnecting;
import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Concurrently;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.instance.Figures;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.session.SettledSessions;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Future;

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
    enter(connection);
    if (!connection.state().isRevoked()) {
      begin(connection, arrival);
    }
    connection.state().arrived();
    if (arrival instanceof Arrival.Continued) {
      sessions.settle(connection);
    }
  }

  /// Enters the connection into the registry. Beside that, subscribes it to its user, and ends it
  /// if its token has been revoked.
  ///
  /// All that others see of the connection comes later. An instance that dies must leave nothing
  /// without an entry, and a revoked token must show and receive nothing.
  private void enter(Connection connection) {
    Future<?> entering = Concurrently.run(() -> reconciler.enter(connection));
    Concurrently.with(
        List.of(entering),
        () -> {
          fanout.follow(connection, new Topic.User(connection.actor().user()));
          // The token was checked before, perhaps long ago. A revocation since then was not
          // received, so it is read. A later one is received, also during the entry.
          return disconnecting.review(connection);
        });
  }

  /// Starts the session. Beside that, counts the connections of its user, which have the new entry
  /// now.
  private void begin(Connection connection, Arrival arrival) {
    Future<?> counting = Concurrently.run(() -> crowding.makeRoomFor(connection));
    Concurrently.with(
        List.of(counting),
        () -> {
          start.run(connection, arrival);
          return connection;
        });
  }

  private void greet(Connection connection, boolean recovered) {
    Actor actor = connection.actor();
    connection.send(
        new ServerEvent.Connected(
            actor.user(), connection.id(), actor.device(), clock.instant(), recovered));
  }
}
