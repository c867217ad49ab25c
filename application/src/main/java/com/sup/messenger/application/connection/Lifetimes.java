package com.sup.messenger.application.connection;

import com.sup.messenger.application.port.Scheduler;
import com.sup.messenger.application.port.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// The end of connections that are idle or whose token has expired (contract, "Connecting" and
/// "Limits").
public final class Lifetimes {

  private final Duration maxIdle;
  private final Predicate<Connection> isInCall;
  private final InstantSource clock;
  private final Scheduler scheduler;
  private final Set<Connection> asked = ConcurrentHashMap.newKeySet();

  /// Creates the rule.
  ///
  /// @param isInCall returns true if the device of a connection is in a call; may block, and may
  ///     throw [UnavailableException]
  public Lifetimes(
      Duration maxIdle, Predicate<Connection> isInCall, InstantSource clock, Scheduler scheduler) {
    this.maxIdle = maxIdle;
    this.isInCall = isInCall;
    this.clock = clock;
    this.scheduler = scheduler;
  }

  /// Ends the connection if its token has expired. If it is idle, ends it a moment later, unless
  /// its device is in a call or that cannot be determined. Never blocks.
  public void review(Connection connection) {
    Instant now = clock.instant();
    if (!now.isBefore(connection.actor().expiresAt())) {
      connection.end(Ending.TOKEN_EXPIRED);
    } else if (!now.isBefore(connection.lastEventAt().plus(maxIdle)) && asked.add(connection)) {
      scheduler.after(Duration.ZERO, () -> endIfIdle(connection));
    }
  }

  private void endIfIdle(Connection connection) {
    try {
      if (isInCall.test(connection)) {
        connection.stay();
      } else {
        connection.end(Ending.IDLE);
      }
    } catch (UnavailableException _) {
      connection.stay();
    } finally {
      asked.remove(connection);
    }
  }
}
