package com.sup.messenger.redis.store;

import com.sup.messenger.application.port.DurableTimers;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.json.RedisJson;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.redisson.api.RScoredSortedSetAsync;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/// Reminders as one sorted set, by the time at which they are due.
public final class RedisDurableTimers implements DurableTimers {

  private static final Logger LOG = System.getLogger(RedisDurableTimers.class.getName());

  private static final Script DUE =
      new Script(
          """
          local now, limit, hold = unpack(ARGV)
          local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, limit)
          for _, reminder in ipairs(due) do
            redis.call('ZADD', KEYS[1], now + hold, reminder)
          end
          return due
          """);

  private static final Script SET_IF_EARLIER =
      new Script(
          """
          local known = redis.call('ZSCORE', KEYS[1], ARGV[2])
          if not known or tonumber(known) > tonumber(ARGV[1]) then
            redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
          end
          return 1
          """);

  private final RedisConnection redis;

  public RedisDurableTimers(RedisConnection redis) {
    this.redis = redis;
  }

  @Override
  public void set(Reminder reminder, Instant due) {
    redis.<Boolean>call(
        redis.keys().durableTimers(),
        r -> all(r).addAsync((double) due.toEpochMilli(), RedisJson.write(reminder)));
  }

  @Override
  public void setIfEarlier(Reminder reminder, Instant due) {
    redis.number(
        SET_IF_EARLIER,
        List.of(redis.keys().durableTimers()),
        due.toEpochMilli(),
        RedisJson.write(reminder));
  }

  @Override
  public void cancel(Reminder reminder) {
    redis.<Boolean>call(
        redis.keys().durableTimers(), r -> all(r).removeAsync(RedisJson.write(reminder)));
  }

  @Override
  public List<Reminder> due(Instant now, int limit) {
    return redis
        .list(
            DUE, List.of(redis.keys().durableTimers()), now.toEpochMilli(), limit, HOLD.toMillis())
        .stream()
        .flatMap(json -> read((String) json))
        .toList();
  }

  // An instance of a newer version may set reminders that are unknown here.
  private static Stream<Reminder> read(String json) {
    try {
      return Stream.of(RedisJson.read(Reminder.class, json));
    } catch (IllegalStateException e) {
      LOG.log(Level.WARNING, "A reminder of an unknown kind is left to other instances");
      return Stream.empty();
    }
  }

  private RScoredSortedSetAsync<String> all(RedissonClient redisson) {
    return redisson.getScoredSortedSet(redis.keys().durableTimers(), StringCodec.INSTANCE);
  }
}
