package com.sup.messenger.application.limit;

import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Pauses: times in which a user may not connect, after too many refusals.
///
/// More than [#REFUSALS] refusals of a user in [#WINDOW], over all connections of this instance,
/// begin a pause. During it the user cannot connect. A connection that is refused again has to end,
/// after [#SPARED] refusals of its own.
///
/// The first pause lasts [#SHORTEST], and each further one twice as long, up to [#LONGEST]. A user
/// without another pause for [#MEMORY] begins anew.
///
/// Each instance judges by its own refusals. It remembers at most 10,000 users. Above that, a
/// further user is refused as before but never paused.
public final class Pauses {

  /// The most refusals of a user in [#WINDOW] without a pause.
  public static final int REFUSALS = 1_000;

  /// The time in which refusals are counted.
  public static final Duration WINDOW = Duration.ofSeconds(60);

  /// A connection with fewer refusals stays: another connection of the user is to blame.
  public static final int SPARED = 100;

  /// The length of the first pause.
  public static final Duration SHORTEST = Duration.ofSeconds(5);

  /// The greatest length of a pause.
  static final Duration LONGEST = Duration.ofMinutes(5);

  /// The time after a pause in which a further one is twice as long.
  public static final Duration MEMORY = Duration.ofMinutes(10);

  /// The most connections of a user that are counted one by one. Further ones are not spared.
  private static final int CONNECTIONS = 64;

  private static final int MAX_USERS = 10_000;

  /// The least time between two searches for users to forget, when there is no room.
  private static final Duration SWEEP_PAUSE = Duration.ofSeconds(1);

  private static final class Conduct {
    private final Map<String, Integer> byConnection = new HashMap<>();
    private Instant windowEnd = Instant.MIN;
    private int refusals;
    private Duration next = SHORTEST;
    private Instant pausedUntil = Instant.MIN;

    boolean isPaused(Instant now) {
      return now.isBefore(pausedUntil);
    }

    boolean isOver(Instant now) {
      boolean neverPaused = pausedUntil.equals(Instant.MIN);
      return !now.isBefore(windowEnd) && (neverPaused || !now.isBefore(pausedUntil.plus(MEMORY)));
    }

    void count(Instant now) {
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

    boolean isSpared(String connection) {
      if (byConnection.size() == CONNECTIONS && !byConnection.containsKey(connection)) {
        return false;
      }
      return byConnection.merge(connection, 1, Integer::sum) < SPARED;
    }
  }

  private final InstantSource clock;
  private final int maxUsers;
  private final Map<UserId, Conduct> byUser = new HashMap<>();
  private Instant sweepAfter = Instant.MIN;

  public Pauses(InstantSource clock) {
    this(clock, MAX_USERS);
  }

  public Pauses(InstantSource clock, int maxUsers) {
    this.clock = clock;
    this.maxUsers = maxUsers;
  }

  /// Counts a refused event of a connection.
  ///
  /// @return the rest of the pause if the connection has to end, else empty
  public synchronized Optional<Duration> refused(UserId user, String connection) {
    Instant now = clock.instant();
    Conduct conduct = conduct(user, now);
    if (conduct == null) {
      return Optional.empty();
    }
    boolean spared = conduct.isSpared(connection);
    conduct.count(now);
    return spared || !conduct.isPaused(now)
        ? Optional.empty()
        : Optional.of(Permits.wait(now, conduct.pausedUntil));
  }

  /// Counts a connection over the limit of connections, like an event.
  public synchronized void refused(UserId user) {
    Instant now = clock.instant();
    Conduct conduct = conduct(user, now);
    if (conduct != null) {
      conduct.count(now);
    }
  }

  /// Returns the rest of the user's pause, if there is one.
  public synchronized Optional<Duration> of(UserId user) {
    Instant now = clock.instant();
    Conduct conduct = byUser.get(user);
    return conduct == null || !conduct.isPaused(now)
        ? Optional.empty()
        : Optional.of(Permits.wait(now, conduct.pausedUntil));
  }

  private @Nullable Conduct conduct(UserId user, Instant now) {
    Conduct known = byUser.get(user);
    if (known != null && !known.isOver(now)) {
      return known;
    }
    if (known == null && byUser.size() >= maxUsers && !makeRoom(now)) {
      return null;
    }
    Conduct made = new Conduct();
    byUser.put(user, made);
    return made;
  }

  private boolean makeRoom(Instant now) {
    if (!now.isBefore(sweepAfter)) {
      sweepAfter = now.plus(SWEEP_PAUSE);
      byUser.values().removeIf(conduct -> conduct.isOver(now));
    }
    return byUser.size() < maxUsers;
  }

  /// Returns the number of users that are remembered.
  public synchronized int size() {
    return byUser.size();
  }
}
