package com.sup.messenger.redis.store;

import com.sup.messenger.application.port.Instances;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.json.RedisJson;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The leases of instances, by the clock of Redis.
public final class RedisInstances implements Instances {

  /// After this time without any beat, Redis was away. No instance is to blame.
  private static final Duration OUTAGE = LEASE.dividedBy(2);

  /// After this time without any beat, Redis may have been away. So silence says nothing for a
  /// while. Each instance beats every 2 s.
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private static final Script BEAT = Script.named("instances-beat", RedisInstances.class);
  private static final Script LIVE = Script.named("instances-live", RedisInstances.class);
  private static final Script BEATEN =
      new Script(
          """
          -- KEYS: leases, beat, back; ARGV: instance; lease, greatest age and pause in ms
          local time = redis.call('TIME')
          local now = time[1] * 1000 + math.floor(time[2] / 1000)
          local lease = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or 0)
          local last = tonumber(redis.call('GET', KEYS[2]) or 0)
          local back = tonumber(redis.call('GET', KEYS[3]) or 0)
          local wasAway = now - last > tonumber(ARGV[4]) or now - back < tonumber(ARGV[3])
          return lease > 0 and (wasAway or lease - ARGV[2] >= now - ARGV[3]) and 1 or 0
          """);

  private static final Script LAPSED = Script.named("instances-lapsed", RedisInstances.class);

  private static final Script FORGET =
      new Script(
          """
          redis.call('ZREM', KEYS[2], ARGV[1])
          redis.call('HDEL', KEYS[1], ARGV[1])
          """);

  private final RedisConnection redis;

  public RedisInstances(RedisConnection redis) {
    this.redis = redis;
  }

  @Override
  public void beat(Instance instance) {
    redis.text(
        BEAT,
        List.of(
            redis.keys().instances(),
            redis.keys().leases(),
            redis.keys().beat(),
            redis.keys().back()),
        instance.id(),
        RedisJson.write(instance),
        LEASE.toMillis(),
        OUTAGE.toMillis(),
        PAUSE.toMillis());
  }

  @Override
  public List<Instance> live() {
    return redis.list(LIVE, List.of(redis.keys().instances(), redis.keys().leases())).stream()
        .map(json -> RedisJson.read(Instance.class, (String) json))
        .toList();
  }

  @Override
  public boolean hasBeaten(String id, Duration within) {
    return redis.number(
            BEATEN,
            List.of(redis.keys().leases(), redis.keys().beat(), redis.keys().back()),
            id,
            LEASE.toMillis(),
            within.toMillis(),
            PAUSE.toMillis())
        == 1;
  }

  @Override
  public Set<String> lapsed() {
    return redis
        .list(LAPSED, List.of(redis.keys().leases(), redis.keys().beat()), OUTAGE.toMillis())
        .stream()
        .map(String.class::cast)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void forget(String id) {
    redis.text(FORGET, List.of(redis.keys().instances(), redis.keys().leases()), id);
  }
}
