package com.sup.messenger.redis;

import com.sup.messenger.application.port.Receipts;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// Receipts in Redis: a user's places for good, those of the user's devices for 30 days from when
/// one of them last moved, at most 32; past that, the one that is furthest behind goes.
final class RedisReceipts implements Receipts {

  private static final int MAX_DEVICES = 32;
  private static final long LIFE_SECONDS = Duration.ofDays(30).toSeconds();

  private static final List<String> PLACES = List.of("read", "delivered");

  private static final Script BEGIN = Script.named("receipts-begin");
  private static final Script DELIVERED = Script.named("receipts-delivered");
  private static final Script READ = Script.named("receipts-read");

  private final RedisConnection redis;

  RedisReceipts(RedisConnection redis) {
    this.redis = redis;
  }

  private String devices(ChatId chat, UserId user) {
    return redis.keys().of(chat, "devices:" + user.value());
  }

  @Override
  public long read(ChatId chat, UserId user) {
    String key = redis.keys().of(chat, "read");
    String seq = redis.call(r -> r.<String, String>getMap(key).getAsync(user.value()));
    return seq == null ? 0 : Long.parseLong(seq);
  }

  @Override
  public OptionalLong delivered(ChatId chat, UserId user, DeviceId device) {
    String key = devices(chat, user);
    Double seq = redis.call(r -> r.<String>getScoredSortedSet(key).getScoreAsync(device.value()));
    return seq == null ? OptionalLong.empty() : OptionalLong.of(seq.longValue());
  }

  @Override
  public void begin(ChatId chat, UserId user, DeviceId device, long seq) {
    redis.number(
        BEGIN, List.of(devices(chat, user)), device.value(), seq, LIFE_SECONDS, MAX_DEVICES);
  }

  @Override
  public OptionalLong advanceDelivered(ChatId chat, UserId user, DeviceId device, long seq) {
    List<String> keys = List.of(devices(chat, user), redis.keys().of(chat, "delivered"));
    return place(
        redis.number(
            DELIVERED, keys, device.value(), seq, LIFE_SECONDS, MAX_DEVICES, user.value()));
  }

  @Override
  public OptionalLong advanceRead(ChatId chat, UserId user, long seq) {
    return place(redis.number(READ, List.of(redis.keys().of(chat, "read")), user.value(), seq));
  }

  @Override
  public void forget(ChatId chat, Set<UserId> users) {
    Set<UserId> all = new HashSet<>(users);
    for (String places : PLACES) {
      redis
          .<Set<String>>call(
              r -> r.<String, String>getMap(redis.keys().of(chat, places)).readAllKeySetAsync())
          .forEach(user -> all.add(new UserId(user)));
    }
    redis.<UserId, Long>each(
        all, (batch, user) -> batch.getKeys().deleteAsync(devices(chat, user)));
    // At last: while they are there, a repeat finds the devices.
    redis.<String, Long>each(
        PLACES, (batch, places) -> batch.getKeys().deleteAsync(redis.keys().of(chat, places)));
  }

  private static OptionalLong place(long before) {
    return before < 0 ? OptionalLong.empty() : OptionalLong.of(before);
  }
}
