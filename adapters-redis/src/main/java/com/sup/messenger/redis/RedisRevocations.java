package com.sup.messenger.redis;

import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Revocations in Redis, for [#KEPT] from the last one of a user.
final class RedisRevocations implements Revocations {

  /// Stands for all devices; no device has it as its id.
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

  private static final Script OF =
      new Script(
          """
          -- KEYS: revocations; ARGV: the fields that count.
          return redis.call('HMGET', KEYS[1], unpack(ARGV))
          """);

  private final RedisConnection redis;

  RedisRevocations(RedisConnection redis) {
    this.redis = redis;
  }

  private static List<String> key(UserId user) {
    return List.of(Keys.of(user, "revoked"));
  }

  @Override
  public void revoke(UserId user, @Nullable DeviceId device, Instant issuedBefore) {
    redis.number(
        REVOKE,
        key(user),
        device == null ? ALL : device.value(),
        issuedBefore.toEpochMilli(),
        MAX_DEVICES,
        KEPT.toMillis());
  }

  @Override
  public Optional<Instant> of(UserId user, DeviceId device) {
    return redis.list(OF, key(user), ALL, device.value()).stream()
        .filter(Objects::nonNull)
        .map(millis -> Instant.ofEpochMilli(Long.parseLong((String) millis)))
        .max(Instant::compareTo);
  }
}
