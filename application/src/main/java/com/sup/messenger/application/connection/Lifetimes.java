package com.sup.messenger.application.connection;

import com.sup.messenger.application.port.Alarms;
import com.sup.messenger.application.port.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// How long a connection may last (contract, "Connecting" and "Limits").
public final class Lifetimes {

  private final Duration maxIdle;
  private final Predicate<Connection> isInCall;
  private final InstantSource clock;
  private final Alarms alarms;
  private final Set<Connection> asked = ConcurrentHashMap.newKeySet();

  /// @param isInCall whether a connection's device is in a call; may block, and throw
  ///     [UnavailableException]
  public Lifetimes(
      Duration maxIdle, Predicate<Connection> isInCall, InstantSource clock, Alarms alarms) {
    this.maxIdle = maxIdle;
    this.isInCall = isInCall;
    this.clock = clock;
    this.alarms = alarms;
  }

  /// Ends the connection if its time is over, or begins to; never blocks.
  public void review(Connection connection) {
    Instant now = clock.instant();
    if (!now.isBefore(connection.actor().expiresAt())) {
      connection.end(Ending.TOKEN_EXPIRED);
    } else if (!now.isBefore(connection.lastEventAt().plus(maxIdle)) && asked.add(connection)) {
      alarms.after(Duration.ZERO, () -> endIfIdle(connection));
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
