package com.sup.messenger.application.presence;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.FirstPresence;
import com.sup.messenger.application.event.ClientEvent.UpdatePresence;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent.PresenceChanged;
import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.DurableTimers.Reminder.PresenceLapse;
import com.sup.messenger.application.port.PresenceStore.Change;
import com.sup.messenger.application.port.Scheduler;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.preference.Block;
import com.sup.messenger.domain.presence.CustomStatus;
import com.sup.messenger.domain.presence.DeviceStatus;
import com.sup.messenger.domain.presence.PresenceStatus;
import com.sup.messenger.domain.presence.UserPresence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The presence of users, and its subscriptions.
public final class Presences {

  /// The most users that one connection may follow.
  public static final int MAX_FOLLOWED = 1_000;

  /// The time by which the alarm of this instance precedes the reminder for all instances.
  private static final Duration PRECEDENCE = Duration.ofSeconds(1);

  private final Ports ports;
  private final Fanout fanout;
  private final InstantSource clock;
  private final Scheduler scheduler;
  private final Duration grace;

  public Presences(
      Ports ports, Fanout fanout, InstantSource clock, Scheduler scheduler, Duration grace) {
    this.ports = ports;
    this.fanout = fanout;
    this.clock = clock;
    this.scheduler = scheduler;
    this.grace = grace;
  }

  /// Adds a new connection to its user's presence, in one step with the presence that it names. So
  /// an invisible user is never seen.
  public void enter(Connection connection, FirstPresence named) {
    if (named.status() != null) {
      say(connection, named.status(), named.customStatus());
      return;
    }
    Instant now = now();
    Change change =
        change(
            connection.actor().user(),
            connection.origin(),
            p -> enter(p, connection, named.customStatus(), now));
    // The device keeps an earlier status of the user, also if its session continues elsewhere.
    connection.state().say(change.after().saidBy(connection.id()));
  }

  private static UserPresence enter(
      UserPresence before, Connection connection, @Nullable CustomStatus words, Instant now) {
    DeviceId device = connection.actor().device();
    UserPresence entered = before.enter(connection.id(), device, now);
    DeviceStatus said = new DeviceStatus(device, entered.saidBy(connection.id()));
    return words == null ? entered : entered.update(connection.id(), said, words.text(), now);
  }

  /// Adds an open connection again with its status, in case the store has lost it. Does nothing if
  /// the connection is no longer open.
  public void reenter(Connection connection) {
    Actor actor = connection.actor();
    Instant now = now();
    change(actor.user(), connection.origin(), p -> saying(p, connection, now));
  }

  private UserPresence saying(UserPresence presence, Connection connection, Instant now) {
    return connection
        .state()
        .said()
        .map(status -> new DeviceStatus(connection.actor().device(), status))
        .map(d -> presence.update(connection.id(), d, presence.shown().customStatus(), now))
        .orElse(presence);
  }

  /// Adds the connection of a resumed session, with the presence that it names.
  ///
  /// @param status the earlier status of the session, which it keeps if it names none
  public void resume(Connection connection, PresenceStatus status, FirstPresence named) {
    say(connection, named.statusOr(status), named.customStatus());
  }

  /// Sets the status of the device. The custom status of the user stays until a device sets another
  /// or an empty one.
  public Reply update(Connection connection, UpdatePresence event) {
    say(connection, event.status(), event.customStatus());
    return new Reply.Done();
  }

  private void say(
      Connection connection, PresenceStatus status, @Nullable CustomStatus customStatus) {
    Actor actor = connection.actor();
    Instant now = now();
    DeviceStatus device = new DeviceStatus(actor.device(), status);
    // Set first, for a concurrent `reenter`.
    connection.state().say(status);
    change(
        actor.user(),
        connection.origin(),
        p -> p.update(connection.id(), device, words(p, customStatus), now));
  }

  private static @Nullable Text words(UserPresence presence, @Nullable CustomStatus set) {
    return set == null ? presence.shown().customStatus() : set.text();
  }

  /// Returns true if the connection's device is invisible. Then it is shown neither as a viewer nor
  /// as typing.
  public boolean isHidden(Connection connection) {
    return connection.state().said().filter(PresenceStatus.OFFLINE::equals).isPresent();
  }

  /// Removes a connection that has ended. If it was the user's last, others are notified only after
  /// the grace.
  ///
  /// @return the last status of its device
  public PresenceStatus exit(ConnectionRegistry.Entry gone) {
    Envelope.Origin origin = new Envelope.Origin(gone.user(), gone.connectionId());
    Instant now = now();
    Change change = change(gone.user(), origin, p -> p.leave(gone.connectionId(), now));
    if (change.after() instanceof UserPresence.Leaving left) {
      lapseLater(new PresenceLapse(gone.user(), left.shown().version()));
    }
    return change.before().saidBy(gone.connectionId());
  }

  private void lapseLater(PresenceLapse lapse) {
    ports.durableTimers().set(lapse, now().plus(grace).plus(PRECEDENCE));
    scheduler.after(grace, () -> tryLapse(lapse));
  }

  private void tryLapse(PresenceLapse lapse) {
    try {
      lapse(lapse);
    } catch (UnavailableException _) {
      // The reminder comes again.
    }
  }

  /// Makes a user offline after the grace, if nothing has happened since.
  public void lapse(PresenceLapse lapse) {
    Instant now = now();
    change(lapse.user(), null, p -> p.lapse(lapse.version(), now));
    ports.durableTimers().cancel(lapse);
  }

  private Change change(
      UserId user, Envelope.@Nullable Origin cause, UnaryOperator<UserPresence> step) {
    Change change = ports.presenceStore().change(user, step);
    if (change.isNews()) {
      Signal signal = new Signal.PresenceMoved(change.after().shown());
      ports.eventBus().publish(new Envelope(new Topic.Presence(user), signal, cause));
    }
    return change;
  }

  /// Subscribes a connection to the presence of users who share a chat with its user.
  ///
  /// @throws RefusedException `PERMISSION_DENIED` if none of them does, `INVALID_PAYLOAD` if the
  ///     connection would follow more than [#MAX_FOLLOWED]
  public Reply subscribe(Connection connection, List<UserId> users) {
    Set<UserId> asked = new LinkedHashSet<>(users);
    Set<UserId> sharing = ports.chatDirectory().sharing(connection.actor().user(), asked);
    List<UserId> visible = asked.stream().filter(sharing::contains).toList();
    List<UserId> denied = asked.stream().filter(user -> !sharing.contains(user)).toList();
    if (visible.isEmpty() && !denied.isEmpty()) {
      throw new RefusedException(
          Refusal.PERMISSION_DENIED, "Only users who share a chat see each other's presence");
    }
    requireRoom(connection, visible);
    return new Reply.PresenceSubscribed(follow(connection, visible), denied);
  }

  private void requireRoom(Connection connection, List<UserId> users) {
    Set<UserId> all = new LinkedHashSet<>(users);
    all.addAll(followed(connection.state().topics()));
    if (all.size() > MAX_FOLLOWED) {
      throw new RefusedException(
          Refusal.INVALID_PAYLOAD,
          "userIds must not take this device past " + MAX_FOLLOWED + " subscriptions");
    }
  }

  private static List<UserId> followed(Set<Topic> topics) {
    return topics.stream()
        .filter(Topic.Presence.class::isInstance)
        .map(topic -> ((Topic.Presence) topic).userId())
        .toList();
  }

  private List<PresenceChanged> follow(Connection connection, List<UserId> users) {
    users.forEach(user -> fanout.follow(connection, new Topic.Presence(user)));
    Instant now = now();
    // Read after the subscription, so that no change falls in between.
    Map<UserId, Block> blocks = blocksOf(connection.actor().user(), users);
    return ports.presenceStore().of(users).stream()
        .map(presence -> fanout.show(connection, presence.toldAt(now), blocks.get(presence.user())))
        .map(PresenceChanged::of)
        .toList();
  }

  /// Returns the blocks of one user by others, by the blocking user.
  private Map<UserId, Block> blocksOf(UserId blocked, Collection<UserId> users) {
    Map<UserId, Set<UserId>> asked =
        users.stream().distinct().collect(Collectors.toMap(user -> user, _ -> Set.of(blocked)));
    Map<UserId, Block> blocks = new HashMap<>();
    ports
        .preferenceStore()
        .blocks(asked)
        .forEach((user, own) -> own.values().forEach(block -> blocks.put(user, block)));
    return blocks;
  }

  /// Subscribes a resumed session to the users that it followed, if they still share a chat with
  /// its user.
  public void follow(Connection connection, Set<Topic> topics) {
    UserId user = connection.actor().user();
    follow(connection, List.copyOf(ports.chatDirectory().sharing(user, followed(topics))));
  }

  /// Ends the subscriptions to users who no longer share a chat with the connection's user.
  public void unfollowUnshared(Connection connection) {
    List<UserId> followed = followed(connection.state().topics());
    if (!followed.isEmpty()) {
      Set<UserId> sharing = ports.chatDirectory().sharing(connection.actor().user(), followed);
      unfollow(connection, followed.stream().filter(user -> !sharing.contains(user)).toList());
    }
  }

  /// Ends subscriptions of a connection.
  public Reply unsubscribe(Connection connection, List<UserId> users) {
    unfollow(connection, users);
    return new Reply.Done();
  }

  private void unfollow(Connection connection, List<UserId> users) {
    users.forEach(user -> fanout.unfollow(connection, new Topic.Presence(user)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
