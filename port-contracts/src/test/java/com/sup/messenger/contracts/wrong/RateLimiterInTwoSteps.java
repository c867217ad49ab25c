package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.memory.MemoryRateLimiter;
import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.contracts.RateLimiterContract;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.RateLimit;
import java.time.Instant;
import java.util.Map;

/// Checks for a permit and takes it in two steps.
final class RateLimiterInTwoSteps extends RateLimiterContract implements RateLimiter {

  private final RateLimiter right = new MemoryRateLimiter(1_000);

  @Override
  protected RateLimiter limiter() {
    return this;
  }

  @Override
  public Decision tryAcquire(
      UserId user, String bucket, RateLimit limit, int permits, Instant now) {
    Decision seen = right.tryAcquire(user, bucket, limit, permits, now);
    if (seen instanceof Decision.Admitted) {
      right.release(user, bucket, now);
      Pause.betweenTwoSteps();
      right.tryAcquire(user, bucket, limit, permits, now);
    }
    return seen;
  }

  @Override
  public Map<String, Decision.Refused> tryAcquireEach(
      UserId user, Map<String, RateLimit> limits, Instant now) {
    return right.tryAcquireEach(user, limits, now);
  }

  @Override
  public void release(UserId user, String bucket, Instant takenAt) {
    right.release(user, bucket, takenAt);
  }
}
