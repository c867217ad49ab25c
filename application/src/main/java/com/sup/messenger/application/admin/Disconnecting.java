package com.sup.messenger.application.admin;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Ending;
import com.sup.messenger.application.connection.Pages;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.Alarms;
import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.application.port.Revocations.Revoked;
import com.sup.messenger.application.port.Roster;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Ends what users have open, and refuses the tokens that they had.
public final class Disconnecting {

  private static final System.Logger LOG = System.getLogger(Disconnecting.class.getName());

  /// After which a revocation is told again, for instances that have missed it. What misses that
  /// too is found in the next round.
  private static final Duration AGAIN = Duration.ofSeconds(5);

  /// Of how many users the store is asked at a time.
  public static final int PAGE = 500;

  private final EventBus bus;
  private final Revocations revocations;
  private final Roster roster;
  private final InstantSource clock;
  private final Alarms alarms;

  public Disconnecting(Ports ports, InstantSource clock, Alarms alarms) {
    this.bus = ports.eventBus();
    this.revocations = ports.revocations();
    this.roster = ports.roster();
    this.clock = clock;
    this.alarms = alarms;
  }

  /// Ends the connections of a user, or of one device of the user, on every instance. If tokens are
  /// revoked, those that name no device are refused too: each may be the device's.
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

  /// Ends a connection of the user if it is meant; never blocks.
  public static void obey(Connection connection, Signal.Disconnect disconnect) {
    Actor actor = connection.actor();
    Instant before = disconnect.issuedBefore();
    boolean device = disconnect.deviceId() == null || disconnect.deviceId().equals(actor.device());
    boolean meant =
        before == null ? device : (device || !actor.bound()) && actor.issuedAt().isBefore(before);
    if (meant) {
      end(connection, disconnect.farewell());
    }
  }

  private static void end(Connection connection, ServerEvent farewell) {
    connection.send(farewell);
    connection.end(Ending.DISCONNECTED);
  }

  /// Ends a connection if its token has been revoked; tells whether it has.
  ///
  /// A revocation is stored before it is told. So one that a connection did not hear, because it
  /// did not yet follow its user, is found by a look after that.
  public boolean review(Connection connection) {
    return review(connection, revocations.of(connection.actor().user()));
  }

  private static boolean review(Connection connection, Revoked revoked) {
    boolean refused = connection.actor().isRefusedBy(revoked);
    if (refused) {
      end(connection, farewell(null, true));
    }
    return refused;
  }

  /// Ends those of the connections whose token has been revoked: the news of that may have been
  /// lost. The store is asked once for each [#PAGE] users, one page after the other.
  public void review(Collection<Connection> connections) {
    Map<UserId, List<Connection>> byUser =
        connections.stream().collect(Collectors.groupingBy(c -> c.actor().user()));
    for (List<UserId> page : Pages.of(byUser.keySet(), PAGE)) {
      revocations
          .of(page)
          .forEach(
              (user, revoked) ->
                  byUser.getOrDefault(user, List.of()).forEach(c -> review(c, revoked)));
    }
  }
}
