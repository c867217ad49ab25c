package com.sup.messenger.redis.store;

import com.sup.messenger.application.port.PreferenceStore;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.preference.Block;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.redisson.api.RBatch;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/// The blocked users of users: a hash of user to block, for good.
final class UserBlocks {

  private static final Script BLOCK =
      new Script(
          """
          -- KEYS: blocks; ARGV: user, block, the most users
          -- Returns 1 if the user is blocked now, 0 at the bound.
          if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then
            return 1
          end
          if redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[3]) then
            return 0
          end
          redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
          return 1
          """);

  private final RedisConnection redis;

  UserBlocks(RedisConnection redis) {
    this.redis = redis;
  }

  /// Returns the key of the blocks of a user.
  String key(UserId user) {
    return redis.keys().of(user, "blocks");
  }

  private RMap<String, String> map(RedissonClient redisson, UserId user) {
    return redisson.getMap(key(user), StringCodec.INSTANCE);
  }

  /// Returns false at the bound.
  boolean add(UserId user, UserId other, Block block) {
    return redis.number(
            BLOCK, List.of(key(user)), other.value(), write(block), PreferenceStore.MAX_BLOCKS)
        == 1;
  }

  void remove(UserId user, UserId other) {
    redis.<Long>call(key(user), r -> map(r, user).fastRemoveAsync(other.value()));
  }

  Set<UserId> of(UserId user) {
    return redis.<Set<String>>call(key(user), r -> map(r, user).readAllKeySetAsync()).stream()
        .map(UserId::new)
        .collect(Collectors.toSet());
  }

  /// Returns the blocks of some others, as a part of a batch.
  CompletionStage<Map<UserId, Block>> of(RBatch batch, UserId user, Set<UserId> others) {
    Set<String> names = others.stream().map(UserId::value).collect(Collectors.toSet());
    return batch
        .<String, String>getMap(key(user), StringCodec.INSTANCE)
        .getAllAsync(names)
        .thenApply(UserBlocks::read);
  }

  private static Map<UserId, Block> read(Map<String, String> blocks) {
    return blocks.entrySet().stream()
        .collect(Collectors.toMap(e -> new UserId(e.getKey()), e -> read(e.getValue())));
  }

  // The time in ms, then a blank and the text if there is one.
  private static String write(Block block) {
    Text text = block.customStatus();
    return block.lastSeen().toEpochMilli() + (text == null ? "" : " " + text.value());
  }

  private static Block read(String block) {
    String[] parts = block.split(" ", 2);
    return new Block(
        Instant.ofEpochMilli(Long.parseLong(parts[0])),
        parts.length == 1 ? null : new Text(parts[1]));
  }
}
