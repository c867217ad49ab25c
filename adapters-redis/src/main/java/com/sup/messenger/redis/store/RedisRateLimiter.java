package com.sup.messenger.redis.store;

import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.RateLimit;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Buckets in Redis: the taken permits, oldest first, as runs.
///
/// Permits within the [slack][RateLimit#slack()] of the limit are one run, and come free together.
/// So there are about a hundred runs at most, in one text. The script looks only at the oldest and
/// the newest run. A refusal after an exceeded count looks at all runs that have to end.
public final class RedisRateLimiter implements RateLimiter {

  /// The clocks of the instances differ, and Redis counts from its own time of the call.
  private static final int SPARE_MS = 1_000;

  private static final String COMMON = "permit-common";
  private static final Script TAKE = Script.named("permit-take", RedisRateLimiter.class, COMMON);
  private static final Script TAKE_EACH =
      Script.named("permit-take-each", RedisRateLimiter.class, COMMON);
  private static final Script RELEASE = Script.named("permit-release", RedisRateLimiter.class);

  private final RedisConnection redis;

  public RedisRateLimiter(RedisConnection redis) {
    this.redis = redis;
  }

  private List<String> keys(UserId user, String bucket) {
    return List.of(key(user, bucket));
  }

  private String key(UserId user, String bucket) {
    return redis.keys().of(user, "permits:" + bucket);
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
  public Map<String, Decision.Refused> tryAcquireEach(
      UserId user, Map<String, RateLimit> limits, Instant now) {
    List<String> buckets = new ArrayList<>();
    List<Object> arguments = new ArrayList<>(List.of(now.toEpochMilli()));
    limits.forEach(
        (bucket, limit) -> {
          long window = limit.window().toMillis();
          buckets.add(bucket);
          arguments.addAll(
              List.of(limit.count(), window, limit.slack().toMillis(), window + SPARE_MS));
        });
    List<String> keys = buckets.stream().map(bucket -> key(user, bucket)).toList();
    List<?> waits = redis.list(TAKE_EACH, keys, arguments.toArray());
    Map<String, Decision.Refused> refusals = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      long wait = (Long) waits.get(i);
      if (wait > 0) {
        refusals.put(buckets.get(i), new Decision.Refused(Duration.ofMillis(wait)));
      }
    }
    return refusals;
  }

  @Override
  public void release(UserId user, String bucket, Instant takenAt) {
    redis.number(RELEASE, keys(user, bucket), takenAt.toEpochMilli());
  }
}
