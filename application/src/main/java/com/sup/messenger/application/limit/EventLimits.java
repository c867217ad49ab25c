package com.sup.messenger.application.limit;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Deadline;
import com.sup.messenger.application.settings.RateLimits;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// Limits the events of each user.
public final class EventLimits {

  /// The time that is left to give back the permit of an event that ran out of time.
  private static final Duration FOR_RETURN = Duration.ofMillis(200);

  private final Permits permits;
  private final RateLimits limits;
  private final InstantSource clock;

  public EventLimits(Permits permits, RateLimits limits, InstantSource clock) {
    this.permits = permits;
    this.limits = limits;
    this.clock = clock;
  }

  /// Runs the work of an event if the user's limit admits it.
  ///
  /// An event that ends with [UnavailableException] does not count.
  ///
  /// @throws RefusedException `RATE_LIMIT_EXCEEDED` if the limit is spent; the work is not begun
  public <T> T within(UserId user, String event, Supplier<T> work) {
    RateLimit limit = limits.of(event);
    if (limit.isUnlimited()) {
      return work.get();
    }
    String bucket = RateLimits.bucket(event);
    Instant now = clock.instant();
    Optional<Duration> wait = permits.take(user, bucket, limit, now);
    if (wait.isPresent()) {
      throw RefusedException.rateLimited(wait.get());
    }
    try {
      return Deadline.leaving(FOR_RETURN, work);
    } catch (UnavailableException e) {
      permits.giveBack(user, bucket, now);
      throw e;
    }
  }
}
