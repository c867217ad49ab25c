package com.sup.messenger.application.limit;

import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.application.port.RateLimiter.Decision;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Takes permits of the rate limiter, and remembers here until when a user has none left.
///
/// A user who was refused is refused again without the limiter until the time that the refusal
/// named. So the limit is as exact as the limiter's: no permit is given that it did not give. A
/// permit that another instance gives back meanwhile is taken up to that time later.
///
/// Remembers a bounded number of refusals. Where all places are taken by refusals that still hold,
/// a further one is not remembered, and its user is refused by the limiter each time.
public final class Permits {

  private static final int MAX_REFUSALS = 20_000;

  /// Between two looks for refusals whose time is over, when there is no room.
  private static final Duration SWEEP_PAUSE = Duration.ofSeconds(1);

  private record Key(UserId user, String bucket) {}

  private record Refusal(Instant since, Instant until) {

    /// A clock that was set back does not make it last longer.
    boolean holds(Instant now) {
      return now.isBefore(until) && !now.isBefore(since);
    }
  }

  private final RateLimiter limiter;
  private final int maxRefusals;
  private final Map<Key, Refusal> refusals = new ConcurrentHashMap<>();
  private Instant sweepAfter = Instant.MIN;

  public Permits(RateLimiter limiter) {
    this(limiter, MAX_REFUSALS);
  }

  public Permits(RateLimiter limiter, int maxRefusals) {
    this.limiter = limiter;
    this.maxRefusals = maxRefusals;
  }

  /// Takes a permit where there is one.
  ///
  /// @return how long it will be until there is one, or nothing where one was taken
  /// @throws UnavailableException where the limiter cannot tell
  public Optional<Duration> take(UserId user, String bucket, RateLimit limit, Instant now) {
    Optional<Duration> wait = refusal(user, bucket, now);
    if (wait.isEmpty()
        && limiter.tryAcquire(user, bucket, limit, now)
            instanceof Decision.Refused(Duration retryAfter)) {
      remember(new Key(user, bucket), new Refusal(now, now.plus(retryAfter)));
      return Optional.of(retryAfter);
    }
    return wait;
  }

  /// How long the user is still refused here, where that is known without the limiter.
  Optional<Duration> refusal(UserId user, String bucket, Instant now) {
    Key key = new Key(user, bucket);
    Refusal known = refusals.get(key);
    if (known == null) {
      return Optional.empty();
    }
    if (known.holds(now)) {
      return Optional.of(wait(now, known.until()));
    }
    refusals.remove(key, known);
    return Optional.empty();
  }

  /// The time until then in whole milliseconds, rounded up: past it, it is over.
  static Duration wait(Instant now, Instant until) {
    return Duration.ofMillis(Duration.between(now, until).plusNanos(999_999).toMillis());
  }

  /// Gives back a permit that was taken at that time; where the limiter cannot take it, it comes
  /// back with its window.
  public void giveBack(UserId user, String bucket, Instant takenAt) {
    refusals.remove(new Key(user, bucket));
    try {
      limiter.release(user, bucket, takenAt);
    } catch (UnavailableException _) {
      // Nothing else can be done about it.
    }
  }

  private void remember(Key key, Refusal refusal) {
    if (refusals.size() < maxRefusals || makeRoom(refusal.since())) {
      refusals.put(key, refusal);
    }
  }

  private synchronized boolean makeRoom(Instant now) {
    if (!now.isBefore(sweepAfter)) {
      sweepAfter = now.plus(SWEEP_PAUSE);
      refusals.values().removeIf(refusal -> !refusal.holds(now));
    }
    return refusals.size() < maxRefusals;
  }

  public int remembered() {
    return refusals.size();
  }
}
