package com.sup.messenger.redis.pubsub;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Logs how many values did not open, at most once in [#PAUSE].
final class DroppedSeals implements Runnable {

  /// The shortest time between two log lines.
  static final Duration PAUSE = Duration.ofMinutes(1);

  private static final Logger LOG = System.getLogger(DroppedSeals.class.getName());

  private final InstantSource clock;
  private long untold;
  private Instant quietUntil = Instant.MIN;

  DroppedSeals(InstantSource clock) {
    this.clock = clock;
  }

  /// Counts a dropped value.
  @Override
  public synchronized void run() {
    untold++;
    Instant now = clock.instant();
    if (!now.isBefore(quietUntil)) {
      quietUntil = now.plus(PAUSE);
      LOG.log(
          Level.WARNING,
          "Dropped {0,number,#} messages and snapshots that were not sealed by our CLUSTER_SECRET",
          untold);
      untold = 0;
    }
  }
}
