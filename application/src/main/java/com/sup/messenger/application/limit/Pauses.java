package com.sup.messenger.application.limit;

import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.Conduct;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Pauses: times in which a user may not connect, after too many refusals.
///
/// The [conduct][Conduct] of a user, over all connections of this instance, decides. A connection
/// that is refused again in a pause has to end.
///
/// Each instance judges by its own refusals. It remembers at most 10,000 users. Above that, a
/// further user is refused as before but never paused.
public final class Pauses {

  private static final int MAX_USERS = 10_000;

  /// The least time between two searches for users to forget, when there is no room.
  private static final Duration SWEEP_PAUSE = Duration.ofSeconds(1);

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
        : Optional.of(Permits.wait(now, conduct.pausedUntil()));
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
        : Optional.of(Permits.wait(now, conduct.pausedUntil()));
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
}
