package com.sup.messenger.application.lifecycle;

import com.sup.messenger.application.call.CallLegs;
import com.sup.messenger.application.call.CallReturns;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Concurrently;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.FirstPresence;
import com.sup.messenger.application.event.LeftOut;
import com.sup.messenger.application.fanout.CatchUp;
import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.notification.NotificationNews;
import com.sup.messenger.application.port.NotificationStore.News;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.presence.PresenceFollowing;
import com.sup.messenger.application.presence.Presences;
import com.sup.messenger.application.presence.Viewing;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.call.Call;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/// Begins or continues the session of an arriving connection: sends it missed events, and
/// subscribes it to its topics.
///
/// The stores of presence, notifications and calls are called beside the catch-up: none of them
/// knows of the others. The connection follows its user already, so that a change after the reading
/// reaches it. The client is sent each kind in the same order as if they were read one by one.
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
    Future<?> entering = Concurrently.run(() -> presences.enter(connection, fresh.presence()));
    Future<News> news = Concurrently.begin(() -> notifications.missed(connection, fresh));
    Future<Optional<Call>> call = Concurrently.begin(() -> callLegs.latest(connection));
    LeftOut leftOut =
        Concurrently.with(
            List.of(entering, news, call), () -> catchUp.run(connection, fresh.cursors()));
    // Read beside the messages, but sent after them, as ever.
    notifications.replay(connection, news.resultNow());
    callLegs.arrived(connection, call.resultNow());
    connection.send(leftOut.event());
  }

  private void resume(Connection connection, Arrival.Resumed resumed) {
    Snapshot snapshot = resumed.snapshot();
    Future<?> entering = Concurrently.run(() -> follow(connection, snapshot, resumed.presence()));
    Future<News> news = Concurrently.begin(() -> notifications.missed(connection, resumed));
    LeftOut leftOut =
        Concurrently.with(List.of(entering, news), () -> catchUp.resume(connection, resumed));
    // Only now: the events that are sent again are older.
    following.follow(connection, snapshot.topics());
    notifications.replay(connection, news.resultNow());
    callLegs.connected(connection);
    callReturns.resumed(connection, snapshot);
    connection.send(leftOut.event());
  }

  private void goOn(Connection connection, Arrival.HandedOver handedOver) {
    Snapshot snapshot = handedOver.snapshot();
    follow(connection, snapshot, FirstPresence.NONE);
    following.follow(connection, snapshot.topics());
    catchUp.goOn(connection, snapshot);
    notifications.replay(connection, notifications.missed(connection, handedOver));
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
