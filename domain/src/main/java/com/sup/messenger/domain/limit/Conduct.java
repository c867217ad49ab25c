package com.sup.messenger.domain.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// The refused events of a user, and the pauses that follow from them.
///
/// More than [#REFUSALS] refusals in [#WINDOW] begin a pause. The first pause lasts [#SHORTEST],
/// and each further one twice as long, up to [#LONGEST]. A user without another pause for [#MEMORY]
/// begins anew. Not safe for use by several threads.
public final class Conduct {

  /// The most refusals of a user in [#WINDOW] without a pause.
  public static final int REFUSALS = 1_000;

  /// The time in which refusals are counted.
  public static final Duration WINDOW = Duration.ofSeconds(60);

  /// A connection with fewer refusals stays: another connection of the user is to blame.
  public static final int SPARED = 100;

  /// The length of the first pause.
  public static final Duration SHORTEST = Duration.ofSeconds(5);

  /// The greatest length of a pause.
  public static final Duration LONGEST = Duration.ofMinutes(5);

  /// The time after a pause in which a further one is twice as long.
  public static final Duration MEMORY = Duration.ofMinutes(10);

  /// The most connections of a user that are counted one by one. Further ones are not spared.
  private static final int CONNECTIONS = 64;

  private final Map<String, Integer> byConnection = new HashMap<>();
  private Instant windowEnd = Instant.MIN;
  private int refusals;
  private Duration next = SHORTEST;
  private Instant pausedUntil = Instant.MIN;

  /// Returns true during a pause.
  public boolean isPaused(Instant now) {
    return now.isBefore(pausedUntil);
  }

  /// Returns the end of the last pause.
  public Instant pausedUntil() {
    return pausedUntil;
  }

  /// Returns true if nothing of the conduct counts any more.
  public boolean isOver(Instant now) {
    boolean neverPaused = pausedUntil.equals(Instant.MIN);
    return !now.isBefore(windowEnd) && (neverPaused || !now.isBefore(pausedUntil.plus(MEMORY)));
  }

  /// Counts a refusal. During a pause, refusals do not count.
  public void count(Instant now) {
    if (isPaused(now)) {
      return;
    }
    if (!now.isBefore(windowEnd)) {
      windowEnd = now.plus(WINDOW);
      refusals = 0;
    }
    refusals++;
    if (refusals > REFUSALS) {
      pausedUntil = now.plus(next);
      next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
      refusals = 0;
    }
  }

  /// Counts a refusal of a connection.
  ///
  /// @return true if the connection stays, also in a pause
  public boolean isSpared(String connection) {
    if (byConnection.size() == CONNECTIONS && !byConnection.containsKey(connection)) {
      return false;
    }
    return byConnection.merge(connection, 1, Integer::sum) < SPARED;
  }
}
