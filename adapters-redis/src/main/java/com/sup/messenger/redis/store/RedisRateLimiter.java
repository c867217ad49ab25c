package com.sup.messenger.redis.store;

import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.RateLimit;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Buckets in Redis: the taken permits, oldest first, as runs.
///
/// Permits within the [slack][RateLimit#slack()] of the limit are one run, and come free together.
/// So there are about a hundred runs at most, in one text. The script looks only at the oldest and
/// the newest run. A refusal after an exceeded count looks at all runs that have to end.
public final class RedisRateLimiter implements RateLimiter {

  /// The clocks of the instances differ, and Redis counts from its own time of the call.
  private static final int SPARE_MS = 1_000;

  private static final Script TAKE = Script.named("permit-take", RedisRateLimiter.class);
  private static final Script RELEASE = Script.named("permit-release", RedisRateLimiter.class);

  private final RedisConnection redis;

  public RedisRateLimiter(RedisConnection redis) {
    this.redis = redis;
  }

  private List<String> keys(UserId user, String bucket) {
    return List.of(redis.keys().of(user, "permits:" + bucket));
  }

  @Override
  public Decision tryAcquire(
      UserId user, String bucket, RateLimit limit, int permits, Instant now) {
    long window = limit.window().toMillis();
    long wait =
        redis.number(
            TAKE,
            keys(user, bucket),
            now.toEpochMilli(),
            limit.count(),
            window,
            limit.slack().toMillis(),
            window + SPARE_MS,
            permits);
    return wait == 0 ? new Decision.Admitted() : new Decision.Refused(Duration.ofMillis(wait));
  }

  @Override
  public void release(UserId user, String bucket, Instant takenAt) {
    redis.number(RELEASE, keys(user, bucket), takenAt.toEpochMilli());
  }
}
