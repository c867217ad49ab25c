package com.sup.messenger.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// How long a connection may last.
final class Lifetimes {

  private final Duration maxIdle;
  private final InstantSource clock;

  Lifetimes(Duration maxIdle, InstantSource clock) {
    this.maxIdle = maxIdle;
    this.clock = clock;
  }

  /// Ends the connection where its time is over.
  void review(Connection connection) {
    Instant now = clock.instant();
    if (!now.isBefore(connection.actor().expiresAt())) {
      connection.end(Ending.TOKEN_EXPIRED);
    } else if (!now.isBefore(connection.lastEventAt().plus(maxIdle))) {
      connection.end(Ending.IDLE);
    }
  }
}
