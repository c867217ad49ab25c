package com.sup.messenger.redis.store;

import com.sup.messenger.application.port.ReceiptStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// Receipts in Redis. The places of a user are kept for good. Those of the user's devices are kept
/// for 30 days from the last move of any of them.
public final class RedisReceiptStore implements ReceiptStore {

  private static final List<String> PLACES = List.of("read", "delivered");

  private static final Script PLACE = Script.named("receipts-place", RedisReceiptStore.class);
  private static final Script MOVE = Script.named("receipts-move", RedisReceiptStore.class);
  private static final Script READ = Script.named("receipts-read", RedisReceiptStore.class);

  private final RedisConnection redis;

  public RedisReceiptStore(RedisConnection redis) {
    this.redis = redis;
  }

  private List<String> cursors(ChatId chat, UserId user) {
    // An instance of an earlier version keeps them in a sorted set.
    return List.of(
        redis.keys().of(chat, "cursors:" + user.value()),
        redis.keys().of(chat, "devices:" + user.value()),
        redis.keys().of(chat, "delivered"));
  }

  @Override
  public long read(ChatId chat, UserId user) {
    String key = redis.keys().of(chat, "read");
    String seq = redis.call(key, r -> r.<String, String>getMap(key).getAsync(user.value()));
    return seq == null ? 0 : Long.parseLong(seq);
  }

  @Override
  public OptionalLong delivered(ChatId chat, Device device) {
    List<String> keys = cursors(chat, device.user()).subList(0, 2);
    return place(
        redis.number(PLACE, keys, device.id().value(), flag(device.lasting()), KEPT.toMillis()));
  }

  @Override
  public void begin(ChatId chat, Device device, long seq) {
    move(chat, device, seq, false);
  }

  @Override
  public OptionalLong advanceDelivered(ChatId chat, Device device, long seq) {
    return place(move(chat, device, seq, true));
  }

  private long move(ChatId chat, Device device, long seq, boolean known) {
    return redis.number(
        MOVE,
        cursors(chat, device.user()),
        device.id().value(),
        flag(device.lasting()),
        seq,
        flag(known),
        KEPT.toMillis(),
        MAX_DEVICES,
        device.user().value());
  }

  private static int flag(boolean value) {
    return value ? 1 : 0;
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
              redis.keys().of(chat, places),
              r -> r.<String, String>getMap(redis.keys().of(chat, places)).readAllKeySetAsync())
          .forEach(user -> all.add(new UserId(user)));
    }
    redis.<UserId, Long>each(
        all,
        user -> cursors(chat, user).getFirst(),
        (batch, user) ->
            batch.getKeys().deleteAsync(cursors(chat, user).subList(0, 2).toArray(String[]::new)));
    // These come last: as long as they are there, a repeat finds the devices.
    redis.<String, Long>each(
        PLACES,
        places -> redis.keys().of(chat, places),
        (batch, places) -> batch.getKeys().deleteAsync(redis.keys().of(chat, places)));
  }

  private static OptionalLong place(long before) {
    return before < 0 ? OptionalLong.empty() : OptionalLong.of(before);
  }
}
