package com.sup.messenger.application.presence;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.FirstPresence;
import com.sup.messenger.application.event.ClientEvent.UpdatePresence;
import com.sup.messenger.application.event.Reply;
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
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.CustomStatus;
import com.sup.messenger.domain.presence.DeviceStatus;
import com.sup.messenger.domain.presence.PresenceStatus;
import com.sup.messenger.domain.presence.UserPresence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The presence of users: the statuses of their devices, and their ends.
public final class Presences {

  /// The time by which the alarm of this instance precedes the reminder for all instances.
  private static final Duration PRECEDENCE = Duration.ofSeconds(1);

  private final Ports ports;
  private final InstantSource clock;
  private final Scheduler scheduler;
  private final Duration grace;

  public Presences(Ports ports, InstantSource clock, Scheduler scheduler, Duration grace) {
    this.ports = ports;
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
  /// @return the end of the grace, which has to be [set][#lapseLater]
  public Optional<PresenceLapse> exit(ConnectionRegistry.Entry gone) {
    Envelope.Origin origin = new Envelope.Origin(gone.user(), gone.connectionId());
    Instant now = now();
    Change change = change(gone.user(), origin, p -> p.leave(gone.connectionId(), now));
    return change.after() instanceof UserPresence.Leaving left
        ? Optional.of(new PresenceLapse(gone.user(), left.shown().version()))
        : Optional.empty();
  }

  /// Sets the end of a grace. Until then the entry of the connection must stay, so that it is found
  /// again if this instance dies.
  public void lapseLater(PresenceLapse lapse) {
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

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
