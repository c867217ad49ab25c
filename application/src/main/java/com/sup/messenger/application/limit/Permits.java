package com.sup.messenger.application.limit;

import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.application.port.RateLimiter.Decision;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Takes permits of the rate limiter, and remembers until when a user has none left.
///
/// A refused user is refused again without the limiter, until the time that the refusal named. So
/// no permit is given that the limiter did not give. A permit that another instance gives back
/// meanwhile is used later, at the latest at that time.
///
/// At most 20,000 refusals are remembered. If all of them still hold, a further one is not
/// remembered, and the limiter refuses its user each time.
public final class Permits {

  private static final int MAX_REFUSALS = 20_000;

  /// The least time between two searches for refusals that are over, when there is no room.
  private static final Duration SWEEP_PAUSE = Duration.ofSeconds(1);

  private record Key(UserId user, String bucket) {}

  private record Refusal(Instant since, Instant until) {

    /// Returns true if the refusal still holds. A clock that was set back does not make it last
    /// longer.
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

  /// Takes a permit if there is one.
  ///
  /// @return the time until there is a permit again, or empty if one was taken
  /// @throws UnavailableException if the limiter does not answer
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

  /// Takes a permit of each bucket, or none.
  ///
  /// @param limits the limit of each bucket
  /// @return the longest time until there is a permit again, or empty if each was taken
  /// @throws UnavailableException if the limiter does not answer
  public Optional<Duration> takeEach(UserId user, Map<String, RateLimit> limits, Instant now) {
    Optional<Duration> known =
        limits.keySet().stream()
            .flatMap(bucket -> refusal(user, bucket, now).stream())
            .max(Comparator.naturalOrder());
    if (known.isPresent()) {
      return known;
    }
    Map<String, Decision.Refused> refused = limiter.tryAcquireEach(user, limits, now);
    refused.forEach(
        (bucket, refusal) ->
            remember(new Key(user, bucket), new Refusal(now, now.plus(refusal.retryAfter()))));
    return refused.values().stream()
        .map(Decision.Refused::retryAfter)
        .max(Comparator.naturalOrder());
  }

  /// Returns the time for which the user is still refused, if that is known here.
  private Optional<Duration> refusal(UserId user, String bucket, Instant now) {
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

  /// Returns the time between two instants in whole milliseconds, rounded up, so that it is over
  /// then.
  static Duration wait(Instant now, Instant until) {
    return Duration.ofMillis(Duration.between(now, until).plusNanos(999_999).toMillis());
  }

  /// Gives back a permit. If the limiter does not answer, the permit returns with its window.
  ///
  /// @param takenAt the time at which the permit was taken
  public void giveBack(UserId user, String bucket, Instant takenAt) {
    refusals.remove(new Key(user, bucket));
    try {
      limiter.release(user, bucket, takenAt);
    } catch (UnavailableException _) {
      // The permit returns with its window.
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
}
