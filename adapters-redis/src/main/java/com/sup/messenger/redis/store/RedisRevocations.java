package com.sup.messenger.redis.store;

import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redisson.client.codec.StringCodec;

/// Revocations in Redis. They are kept for [#KEPT] from the last one of a user.
public final class RedisRevocations implements Revocations {

  /// Stands for all devices. No device has this id.
  private static final String ALL = "*";

  private static final Script REVOKE =
      new Script(
          """
          -- KEYS: revocations; ARGV: device or *, time, most devices, life in ms.
          local field = ARGV[1]
          if field ~= '*' and redis.call('HEXISTS', KEYS[1], field) == 0
              and redis.call('HLEN', KEYS[1]) - redis.call('HEXISTS', KEYS[1], '*')
                  >= tonumber(ARGV[3]) then
            field = '*'
          end
          local known = redis.call('HGET', KEYS[1], field)
          if not known or tonumber(known) < tonumber(ARGV[2]) then
            redis.call('HSET', KEYS[1], field, ARGV[2])
          end
          return redis.call('PEXPIRE', KEYS[1], ARGV[4])
          """);

  private final RedisConnection redis;

  public RedisRevocations(RedisConnection redis) {
    this.redis = redis;
  }

  private String key(UserId user) {
    return redis.keys().of(user, "revoked");
  }

  @Override
  public void revoke(UserId user, @Nullable DeviceId device, Instant issuedBefore) {
    redis.number(
        REVOKE,
        List.of(key(user)),
        device == null ? ALL : device.value(),
        issuedBefore.toEpochMilli(),
        MAX_DEVICES,
        KEPT.toMillis());
  }

  @Override
  public Revoked of(UserId user) {
    return revoked(
        redis.<Map<String, String>>call(
            key(user),
            r -> r.<String, String>getMap(key(user), StringCodec.INSTANCE).readAllMapAsync()));
  }

  @Override
  public Map<UserId, Revoked> of(Collection<UserId> users) {
    List<UserId> all = List.copyOf(users);
    List<Map<String, String>> found =
        redis.each(
            all,
            this::key,
            (batch, user) ->
                batch.<String, String>getMap(key(user), StringCodec.INSTANCE).readAllMapAsync());
    Map<UserId, Revoked> revoked = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      if (!found.get(i).isEmpty()) {
        revoked.put(all.get(i), revoked(found.get(i)));
      }
    }
    return revoked;
  }

  private static Revoked revoked(Map<String, String> fields) {
    Map<DeviceId, Instant> devices = new HashMap<>();
    fields.forEach(
        (field, millis) -> {
          if (!field.equals(ALL)) {
            devices.put(new DeviceId(field), time(millis));
          }
        });
    String all = fields.get(ALL);
    return new Revoked(all == null ? Instant.MIN : time(all), devices);
  }

  private static Instant time(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }
}
