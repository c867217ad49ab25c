package com.sup.messenger.application.lifecycle;

import com.sup.messenger.application.admin.Disconnecting;
import com.sup.messenger.application.call.CallLegs;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Phase;
import com.sup.messenger.application.fanout.CatchUp;
import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.notification.NotificationNews;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.UserId;
import java.util.Set;
import java.util.function.Consumer;

/// Applies the signals of a user to the connections of that user here. Reviews the connections if
/// signals may be lost.
public final class SignalHandler {

  private final Fanout fanout;
  private final CatchUp catchUp;
  private final Departures departures;
  private final Disconnecting disconnecting;
  private final CallLegs callLegs;
  private final NotificationNews notifications;
  private final Consumer<Topic> onGap;

  /// Creates the use case.
  ///
  /// @param onGap is called with the topics of signals that could not be applied; must not block
  public SignalHandler(
      Fanout fanout,
      CatchUp catchUp,
      Departures departures,
      Disconnecting disconnecting,
      CallLegs callLegs,
      NotificationNews notifications,
      Consumer<Topic> onGap) {
    this.fanout = fanout;
    this.catchUp = catchUp;
    this.departures = departures;
    this.disconnecting = disconnecting;
    this.callLegs = callLegs;
    this.notifications = notifications;
    this.onGap = onGap;
  }

  /// Applies a signal, or begins to. Never blocks.
  public void draw(Topic topic, Signal signal) {
    switch (signal) {
      case Signal.MembershipGained(var chat, var head) ->
          fanout.followersOf(topic).forEach(c -> later(topic, () -> catchUp.enter(c, chat, head)));
      case Signal.MembershipLost(var chat) ->
          fanout.followersOf(topic).forEach(c -> later(topic, () -> departures.depart(c, chat)));
      case Signal.Disconnect disconnect ->
          fanout.followersOf(topic).forEach(c -> Disconnecting.obey(c, disconnect));
      case Signal.CrowdedOut(Set<String> ids) ->
          fanout.followersOf(topic).stream()
              .filter(connection -> ids.contains(connection.id()))
              .forEach(Crowding::end);
      case Signal.SessionTaken(String key) ->
          fanout.followersOf(topic).stream()
              .filter(connection -> connection.recoveryKey().equals(key))
              .forEach(Connection::cut);
      case Signal.NotificationsMoved _ ->
          fanout.followersOf(topic).forEach(c -> later(topic, () -> notifications.makeGood(c)));
      case Signal.Show _,
          Signal.ShowOn _,
          Signal.Appended _,
          Signal.Replaced _,
          Signal.ReceiptMoved _,
          Signal.Counted _,
          Signal.MembersRemoved _,
          Signal.PresenceMoved _,
          Signal.BlockChanged _,
          Signal.AboutInstances _ -> {}
    }
  }

  /// Runs a task on a thread of its own: it reads a membership and replays a log, which would block
  /// the bus.
  private void later(Topic topic, Runnable task) {
    Thread.startVirtualThread(
        () -> {
          try {
            task.run();
          } catch (UnavailableException _) {
            onGap.accept(topic);
          }
        });
  }

  /// Reviews the connections of a user: memberships and notifications may have changed, and calls
  /// begun, without a signal.
  ///
  /// @return false if a connection is arriving, so that a further review is needed
  public boolean review(UserId user) {
    boolean all = true;
    for (Connection connection : fanout.followersOf(new Topic.User(user))) {
      // Only its arrival knows after which sequence numbers it is sent messages.
      if (connection.state().phase() == Phase.ARRIVING) {
        all = false;
        continue;
      }
      if (!disconnecting.review(connection)) {
        catchUp.review(connection);
        departures.review(connection);
        callLegs.connected(connection);
        notifications.makeGood(connection);
      }
    }
    return all;
  }
}
