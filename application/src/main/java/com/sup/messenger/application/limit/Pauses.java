package com.sup.messenger.application.limit;

import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Users who go on over their limits, and how long each may not connect for it.
///
/// More than [#REFUSALS] refusals of a user in [#WINDOW], over all connections of this instance,
/// begin a pause. In it the user is not let in, and a connection that is refused again and has been
/// refused [#SPARED] times itself has to end. The first pause is [#SHORTEST], each further one
/// twice
/// as long as the one before, up to [#LONGEST]. A user who keeps to the limits for [#MEMORY] after
/// a
/// pause begins anew.
///
/// Each instance judges by what it has seen itself. It remembers at most so many users; where all
/// places are taken, a further user is refused as before and never has to pause.
public final class Pauses {

  public static final int REFUSALS = 1_000;
  public static final Duration WINDOW = Duration.ofSeconds(60);

  /// A connection that was refused less often stays: another device of the user is to blame.
  public static final int SPARED = 100;

  public static final Duration SHORTEST = Duration.ofSeconds(5);
  static final Duration LONGEST = Duration.ofMinutes(5);
  public static final Duration MEMORY = Duration.ofMinutes(10);

  /// Of a user's connections, so many are told apart; further ones are not spared.
  private static final int CONNECTIONS = 64;

  private static final int MAX_USERS = 10_000;

  /// Between two looks for users to forget, when there is no room.
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

  /// An event of a connection was over a limit; the rest of the pause where the connection has to
  /// end for it.
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

  /// A connection was over the limit of connections: counts like an event.
  public synchronized void refused(UserId user) {
    Instant now = clock.instant();
    Conduct conduct = conduct(user, now);
    if (conduct != null) {
      conduct.count(now);
    }
  }

  /// The rest of the user's pause, if there is one.
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

  public synchronized int size() {
    return byUser.size();
  }
}
