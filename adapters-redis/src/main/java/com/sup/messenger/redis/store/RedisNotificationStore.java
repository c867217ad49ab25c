package com.sup.messenger.redis.store;

import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.notification.Notice;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.json.RedisJson;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.redisson.api.RScript;
import org.redisson.client.codec.StringCodec;

/// Notifications in Redis. Each user of an `add` is a step of its own.
///
/// If an `add` fails, some users may have the notification. A repeat gives it to the others.
public final class RedisNotificationStore implements NotificationStore {

  private static final Script ADD = Script.named("notification-add", RedisNotificationStore.class);
  private static final Script PENDING =
      new Script(
          """
          -- KEYS: ids by time, id to notification; ARGV: oldest time
          local pending = {}
          for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[1], '+inf')) do
            local json = redis.call('HGET', KEYS[2], id)
            if json and json ~= '' then
              pending[#pending + 1] = json
            end
          end
          return pending
          """);
  private static final Script READ =
      new Script(
          """
          -- KEYS: ids by time, id to notification; ARGV: oldest time, id
          if tonumber(redis.call('ZSCORE', KEYS[1], ARGV[2]) or '-inf') < tonumber(ARGV[1]) then
            return 0
          end
          redis.call('HSET', KEYS[2], ARGV[2], '')
          return 1
          """);
  private static final Script CLEAR =
      new Script(
          """
          -- KEYS: ids by time, id to notification; ARGV: oldest time, id
          local at = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[2]) or '-inf')
          redis.call('ZREM', KEYS[1], ARGV[2])
          redis.call('HDEL', KEYS[2], ARGV[2])
          return at < tonumber(ARGV[1]) and 0 or 1
          """);
  private static final Script CLEAR_ALL =
      new Script(
          """
          -- KEYS: ids by time, id to notification; ARGV: oldest time
          local count = redis.call('ZCOUNT', KEYS[1], ARGV[1], '+inf')
          redis.call('DEL', KEYS[1], KEYS[2])
          return count
          """);

  private final RedisConnection redis;

  public RedisNotificationStore(RedisConnection redis) {
    this.redis = redis;
  }

  private List<String> keys(UserId user) {
    return List.of(
        redis.keys().of(user, "notifications:times"), redis.keys().of(user, "notifications"));
  }

  @Override
  public void add(Set<UserId> users, NotificationNew notification) {
    Object[] arguments = {
      notification.id().value(),
      notification.timestamp().toEpochMilli(),
      RedisJson.write(notification),
      Notice.MAX_KEPT,
      Notice.KEPT.toSeconds()
    };
    redis.each(
        users,
        user -> keys(user).getFirst(),
        (batch, user) ->
            batch
                .getScript(StringCodec.INSTANCE)
                .<Long>evalAsync(
                    RScript.Mode.READ_WRITE,
                    ADD.lua(),
                    RScript.ReturnType.LONG,
                    List.copyOf(keys(user)),
                    arguments));
  }

  @Override
  public List<NotificationNew> pending(UserId user, Instant oldest) {
    return redis.list(PENDING, keys(user), oldest.toEpochMilli()).stream()
        .map(json -> RedisJson.read(NotificationNew.class, (String) json))
        .toList();
  }

  @Override
  public boolean read(UserId user, NotificationId notification, Instant oldest) {
    return redis.number(READ, keys(user), oldest.toEpochMilli(), notification.value()) == 1;
  }

  @Override
  public boolean clear(UserId user, NotificationId notification, Instant oldest) {
    return redis.number(CLEAR, keys(user), oldest.toEpochMilli(), notification.value()) == 1;
  }

  @Override
  public int clear(UserId user, Instant oldest) {
    return (int) redis.number(CLEAR_ALL, keys(user), oldest.toEpochMilli());
  }
}
