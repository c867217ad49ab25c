package com.sup.messenger.application;

import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.application.port.RateLimiter.Decision;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.RateLimit;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Holds each user to the limits of the events.
final class EventLimits {

  private final RateLimiter limiter;
  private final RateLimits limits;
  private final InstantSource clock;

  EventLimits(RateLimiter limiter, RateLimits limits, InstantSource clock) {
    this.limiter = limiter;
    this.limits = limits;
    this.clock = clock;
  }

  /// Does the work where the user's limit admits the event.
  ///
  /// What ends with [UnavailableException] does not count.
  ///
  /// @throws RefusedException `RATE_LIMIT_EXCEEDED`, and the work is not begun
  <T> T within(UserId user, String event, Supplier<T> work) {
    RateLimit limit = limits.of(event);
    if (limit.isUnlimited()) {
      return work.get();
    }
    String bucket = RateLimits.bucket(event);
    Instant now = clock.instant();
    if (limiter.tryAcquire(user, bucket, limit, now) instanceof Decision.Refused(var retryAfter)) {
      throw RefusedException.rateLimited(retryAfter);
    }
    try {
      return work.get();
    } catch (UnavailableException e) {
      release(user, bucket, now);
      throw e;
    }
  }

  private void release(UserId user, String bucket, Instant takenAt) {
    try {
      limiter.release(user, bucket, takenAt);
    } catch (UnavailableException _) {
      // The same dependency is down: the permit comes back with its window.
    }
  }
}
