package com.sup.messenger.application.admin;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Ending;
import com.sup.messenger.application.connection.Pages;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.application.port.Revocations.Revoked;
import com.sup.messenger.application.port.Scheduler;
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

/// Ends the connections of users, and revokes their tokens.
public final class Disconnecting {

  private static final System.Logger LOG = System.getLogger(Disconnecting.class.getName());

  /// The time after which a revocation is published again, for instances that missed it. A
  /// connection that misses it twice is found in the next review.
  private static final Duration AGAIN = Duration.ofSeconds(5);

  /// The number of users in one call of the store.
  public static final int PAGE = 500;

  private final EventBus bus;
  private final Revocations revocations;
  private final ConnectionRegistry roster;
  private final InstantSource clock;
  private final Scheduler scheduler;

  public Disconnecting(Ports ports, InstantSource clock, Scheduler scheduler) {
    this.bus = ports.eventBus();
    this.revocations = ports.revocations();
    this.roster = ports.connectionRegistry();
    this.clock = clock;
    this.scheduler = scheduler;
  }

  /// Ends the connections of a user, or of one device of the user, on every instance.
  ///
  /// A revocation also holds for tokens that name no device: each may be the device's.
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
      scheduler.after(AGAIN, () -> repeat(user, signal));
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
      LOG.log(System.Logger.Level.DEBUG, "A revocation was not published again");
    }
  }

  /// Returns the first full second from now: tokens state their time of issue in seconds.
  private static Instant nextSecond(Instant now) {
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    return second.equals(now) ? now : second.plusSeconds(1);
  }

  /// Ends a connection of the user if the signal applies to it. Never blocks.
  public static void obey(Connection connection, Signal.Disconnect disconnect) {
    Actor actor = connection.actor();
    Instant before = disconnect.issuedBefore();
    boolean device = disconnect.deviceId() == null || disconnect.deviceId().equals(actor.device());
    boolean meant =
        before == null ? device : (device || !actor.bound()) && actor.issuedAt().isBefore(before);
    if (meant) {
      end(connection, disconnect.farewell(), before != null);
    }
  }

  private static void end(Connection connection, ServerEvent farewell, boolean revoked) {
    connection.state().revoke(revoked);
    connection.send(farewell);
    connection.end(Ending.DISCONNECTED);
  }

  /// Ends a connection if its token has been revoked.
  ///
  /// A revocation is stored first. So a review after the subscription finds one that was missed.
  ///
  /// @return true if the token has been revoked
  public boolean review(Connection connection) {
    return review(connection, revocations.of(connection.actor().user()));
  }

  private static boolean review(Connection connection, Revoked revoked) {
    boolean refused = connection.actor().isRefusedBy(revoked);
    if (refused) {
      end(connection, farewell(null, true), true);
    }
    return refused;
  }

  /// Ends the connections whose token has been revoked, since the news may be lost. The store is
  /// called once for each [#PAGE] users, one page after the other.
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
