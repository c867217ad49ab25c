package com.sup.messenger.application;

import com.sup.messenger.application.port.Alarms;
import com.sup.messenger.application.port.Envelope;
import com.sup.messenger.application.port.EventBus;
import com.sup.messenger.application.port.Ports;
import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.application.port.Roster;
import com.sup.messenger.application.port.Signal;
import com.sup.messenger.application.port.Topic;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Ends what users have open, and refuses the tokens that they had.
final class Disconnecting {

  private static final System.Logger LOG = System.getLogger(Disconnecting.class.getName());

  /// After which those are ended too that were on their way in, past the check of their token.
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final EventBus bus;
  private final Revocations revocations;
  private final Roster roster;
  private final InstantSource clock;
  private final Alarms alarms;

  Disconnecting(Ports ports, InstantSource clock, Alarms alarms) {
    this.bus = ports.eventBus();
    this.revocations = ports.revocations();
    this.roster = ports.roster();
    this.clock = clock;
    this.alarms = alarms;
  }

  /// Ends the connections of a user, or of one device of the user, on every instance.
  Administration.Disconnected disconnect(
      UserId user, @Nullable DeviceId device, @Nullable Text reason, boolean revoke) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (revoke) {
      revocations.revoke(user, device, now);
    }
    long open =
        roster.of(user).stream()
            .filter(entry -> device == null || entry.device().equals(device))
            .count();
    Signal signal = new Signal.Disconnect(device, revoke ? now : null, farewell(reason, revoke));
    bus.publish(new Envelope(new Topic.User(user), signal, null));
    if (revoke) {
      alarms.after(AGAIN, () -> repeat(user, signal));
    }
    return new Administration.Disconnected(open, revoke ? nextSecond(now) : null);
  }

  private static ServerEvent.Failed farewell(@Nullable Text reason, boolean revoked) {
    String usual = revoked ? "The token has been revoked" : "Disconnected by the service";
    return new ServerEvent.Failed(
        revoked ? Refusal.TOKEN_EXPIRED : Refusal.PERMISSION_DENIED,
        reason == null ? usual : reason.value(),
        null,
        null);
  }

  private void repeat(UserId user, Signal signal) {
    try {
      bus.publish(new Envelope(new Topic.User(user), signal, null));
    } catch (UnavailableException _) {
      LOG.log(System.Logger.Level.DEBUG, "A revocation was not told again");
    }
  }

  /// Tokens say the second in which they were issued.
  private static Instant nextSecond(Instant now) {
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    return second.equals(now) ? now : second.plusSeconds(1);
  }

  /// Ends a connection of the user, where it is meant; never blocks.
  static void obey(Connection connection, Signal.Disconnect disconnect) {
    Actor actor = connection.actor();
    boolean device = disconnect.deviceId() == null || disconnect.deviceId().equals(actor.device());
    boolean token =
        disconnect.issuedBefore() == null || actor.issuedAt().isBefore(disconnect.issuedBefore());
    if (device && token) {
      connection.send(disconnect.farewell());
      connection.end(Ending.DISCONNECTED);
    }
  }

  /// Ends a connection whose token has been revoked, where the news of that may have been lost.
  void review(Connection connection) {
    Actor actor = connection.actor();
    revocations
        .of(actor.user(), actor.device())
        .ifPresent(
            before -> obey(connection, new Signal.Disconnect(null, before, farewell(null, true))));
  }
}
