package com.sup.messenger.application;

import com.sup.messenger.application.ClientEvent.UpdatePresence;
import com.sup.messenger.application.ServerEvent.PresenceChanged;
import com.sup.messenger.application.port.Alarms;
import com.sup.messenger.application.port.Envelope;
import com.sup.messenger.application.port.Ports;
import com.sup.messenger.application.port.PresenceBoard.Change;
import com.sup.messenger.application.port.Signal;
import com.sup.messenger.application.port.Topic;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.DeviceStatus;
import com.sup.messenger.domain.presence.UserPresence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Who is there, and who is told.
final class Presences {

  /// The most users that one connection may follow.
  static final int MAX_FOLLOWED = 1_000;

  private final Ports ports;
  private final Fanout fanout;
  private final InstantSource clock;
  private final Alarms alarms;
  private final Duration grace;

  Presences(Ports ports, Fanout fanout, InstantSource clock, Alarms alarms, Duration grace) {
    this.ports = ports;
    this.fanout = fanout;
    this.clock = clock;
    this.alarms = alarms;
    this.grace = grace;
  }

  /// A device has connected.
  void enter(Connection connection) {
    Actor actor = connection.actor();
    Instant now = now();
    change(actor.user(), actor.origin(), p -> p.enter(connection.id(), actor.device(), now));
  }

  Reply update(Connection connection, UpdatePresence event) {
    Actor actor = connection.actor();
    Instant now = now();
    DeviceStatus said = new DeviceStatus(actor.device(), event.status());
    change(
        actor.user(),
        actor.origin(),
        p -> p.update(connection.id(), said, event.customStatus(), now));
    return new Reply.Done();
  }

  /// A device's connection has ended; if it was the last, that is told only after a while.
  void exit(Connection connection) {
    Actor actor = connection.actor();
    Instant now = now();
    UserPresence left = change(actor.user(), actor.origin(), p -> p.leave(connection.id(), now));
    if (left instanceof UserPresence.Leaving) {
      lapseLater(actor.user(), left.shown().version());
    }
  }

  private void lapseLater(UserId user, long version) {
    alarms.after(grace, () -> lapse(user, version));
  }

  private void lapse(UserId user, long version) {
    Instant now = now();
    try {
      change(user, null, p -> p.lapse(version, now));
    } catch (UnavailableException _) {
      lapseLater(user, version);
    }
  }

  private UserPresence change(
      UserId user, Envelope.@Nullable Origin cause, UnaryOperator<UserPresence> step) {
    Change change = ports.presenceBoard().change(user, step);
    if (change.isNews()) {
      Signal signal = new Signal.PresenceMoved(change.after().shown());
      ports.eventBus().publish(new Envelope(new Topic.Presence(user), signal, cause));
    }
    return change.after();
  }

  Reply subscribe(Connection connection, List<UserId> users) {
    Set<UserId> asked = new LinkedHashSet<>(users);
    Set<UserId> sharing = ports.chatDirectory().sharing(connection.actor().user(), asked);
    List<UserId> visible = asked.stream().filter(sharing::contains).toList();
    List<UserId> denied = asked.stream().filter(user -> !sharing.contains(user)).toList();
    if (visible.isEmpty() && !denied.isEmpty()) {
      throw new RefusedException(
          Refusal.PERMISSION_DENIED, "Only users who share a chat see each other's presence");
    }
    follow(connection, visible);
    Instant now = now();
    // Read only now that changes arrive: none can fall in between.
    List<PresenceChanged> presences =
        ports.presenceBoard().of(visible).stream()
            .map(presence -> fanout.show(connection, presence.toldAt(now)))
            .map(PresenceChanged::of)
            .toList();
    return new Reply.PresenceSubscribed(presences, denied);
  }

  private void follow(Connection connection, List<UserId> users) {
    Set<Topic> topics = new LinkedHashSet<>();
    users.forEach(user -> topics.add(new Topic.Presence(user)));
    Set<Topic> all = new LinkedHashSet<>(topics);
    fanout.followedBy(connection).stream()
        .filter(Topic.Presence.class::isInstance)
        .forEach(all::add);
    if (all.size() > MAX_FOLLOWED) {
      throw new RefusedException(
          Refusal.INVALID_PAYLOAD,
          "userIds must not take this device past " + MAX_FOLLOWED + " subscriptions");
    }
    topics.forEach(topic -> fanout.follow(connection, topic));
  }

  Reply unsubscribe(Connection connection, List<UserId> users) {
    users.forEach(user -> fanout.unfollow(connection, new Topic.Presence(user)));
    return new Reply.Done();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
