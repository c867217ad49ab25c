package com.sup.messenger.redis.store;

import com.sup.messenger.application.port.PreferenceStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.preference.Attention;
import com.sup.messenger.domain.preference.Block;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RBatch;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/// Preferences in Redis: a hash of mutes and a hash of blocks for each user.
public final class RedisPreferenceStore implements PreferenceStore {

  private static final Script MUTE =
      new Script(
          """
          -- KEYS: mutes; ARGV: chat, its end, the time now in ms, the most chats
          -- Returns 1 if that is done, 0 at the bound. Mutes that are over are removed.
          local last, others = tonumber(ARGV[2]), 0
          local mutes = redis.call('HGETALL', KEYS[1])
          for i = 1, #mutes, 2 do
            local ends = tonumber(mutes[i + 1])
            if ends <= tonumber(ARGV[3]) then
              redis.call('HDEL', KEYS[1], mutes[i])
            elseif mutes[i] ~= ARGV[1] then
              others = others + 1
              last = math.max(last, ends)
            end
          end
          if others >= tonumber(ARGV[4]) then
            return 0
          end
          redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
          redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', last))
          return 1
          """);

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

  public RedisPreferenceStore(RedisConnection redis) {
    this.redis = redis;
  }

  private String mutes(UserId user) {
    return redis.keys().of(user, "mutes");
  }

  private String blocks(UserId user) {
    return redis.keys().of(user, "blocks");
  }

  @Override
  public boolean mute(UserId user, ChatId chat, Instant until, Instant now) {
    return redis.number(
            MUTE,
            List.of(mutes(user)),
            chat.value(),
            until.toEpochMilli(),
            now.toEpochMilli(),
            MAX_MUTES)
        == 1;
  }

  @Override
  public void unmute(UserId user, ChatId chat) {
    redis.<Long>call(mutes(user), r -> map(r, mutes(user)).fastRemoveAsync(chat.value()));
  }

  @Override
  public void retainMutes(UserId user, Set<ChatId> chats) {
    Set<String> kept = chats.stream().map(ChatId::value).collect(Collectors.toSet());
    Set<String> muted =
        redis.<Set<String>>call(mutes(user), r -> map(r, mutes(user)).readAllKeySetAsync());
    String[] lost = muted.stream().filter(chat -> !kept.contains(chat)).toArray(String[]::new);
    if (lost.length > 0) {
      redis.<Long>call(mutes(user), r -> map(r, mutes(user)).fastRemoveAsync(lost));
    }
  }

  @Override
  public Map<ChatId, Instant> mutes(UserId user, Collection<ChatId> chats, Instant now) {
    Map<ChatId, Instant> found = new HashMap<>();
    if (!chats.isEmpty()) {
      Set<String> names = chats.stream().map(ChatId::value).collect(Collectors.toSet());
      redis
          .<Map<String, String>>call(mutes(user), r -> map(r, mutes(user)).getAllAsync(names))
          .forEach((chat, until) -> found.put(new ChatId(chat), time(until)));
      found.values().removeIf(until -> !until.isAfter(now));
    }
    return found;
  }

  @Override
  public boolean block(UserId user, UserId other, Block block) {
    return redis.number(BLOCK, List.of(blocks(user)), other.value(), write(block), MAX_BLOCKS) == 1;
  }

  @Override
  public void unblock(UserId user, UserId other) {
    redis.<Long>call(blocks(user), r -> map(r, blocks(user)).fastRemoveAsync(other.value()));
  }

  @Override
  public Set<UserId> blockedBy(UserId user) {
    return redis
        .<Set<String>>call(blocks(user), r -> map(r, blocks(user)).readAllKeySetAsync())
        .stream()
        .map(UserId::new)
        .collect(Collectors.toSet());
  }

  @Override
  public Map<UserId, Map<UserId, Block>> blocks(Map<UserId, Set<UserId>> others) {
    Map<UserId, Map<UserId, Block>> found = new HashMap<>();
    each(
        others.entrySet().stream().filter(asked -> !asked.getValue().isEmpty()).toList(),
        asked -> blocks(asked.getKey()),
        (batch, asked) -> fields(batch, blocks(asked.getKey()), asked.getValue()),
        (asked, blocks) -> {
          if (!blocks.isEmpty()) {
            found.put(asked.getKey(), read(blocks));
          }
        });
    return found;
  }

  @Override
  public Map<UserId, Attention> attention(
      Collection<UserId> users, @Nullable ChatId chat, Set<UserId> others) {
    Map<UserId, Attention> found = new HashMap<>();
    if (chat == null && others.isEmpty()) {
      return found;
    }
    each(
        users,
        this::mutes,
        (batch, user) -> attention(batch, user, chat, others),
        (user, attention) -> {
          if (!attention.equals(Attention.FULL)) {
            found.put(user, attention);
          }
        });
    return found;
  }

  private CompletionStage<Attention> attention(
      RBatch batch, UserId user, @Nullable ChatId chat, Set<UserId> others) {
    CompletionStage<Optional<String>> muted =
        chat == null
            ? CompletableFuture.completedFuture(Optional.empty())
            : batch
                .<String, String>getMap(mutes(user), StringCodec.INSTANCE)
                .getAsync(chat.value())
                .thenApply(Optional::ofNullable);
    CompletionStage<Map<String, String>> blocked =
        others.isEmpty()
            ? CompletableFuture.completedFuture(Map.of())
            : fields(batch, blocks(user), others);
    return muted.thenCombine(
        blocked,
        (until, blocks) ->
            new Attention(
                until.map(RedisPreferenceStore::time).orElse(null), read(blocks).keySet()));
  }

  /// Asks once for many things, and gives each result away.
  private <K, T> void each(
      Collection<K> things,
      Function<K, String> key,
      BiFunction<RBatch, K, CompletionStage<T>> question,
      BiConsumer<K, T> result) {
    List<K> all = List.copyOf(things);
    List<T> results = redis.each(all, key, question);
    for (int i = 0; i < all.size(); i++) {
      result.accept(all.get(i), results.get(i));
    }
  }

  private static CompletionStage<Map<String, String>> fields(
      RBatch batch, String key, Set<UserId> users) {
    Set<String> names = users.stream().map(UserId::value).collect(Collectors.toSet());
    return batch.<String, String>getMap(key, StringCodec.INSTANCE).getAllAsync(names);
  }

  private static RMap<String, String> map(RedissonClient redisson, String key) {
    return redisson.getMap(key, StringCodec.INSTANCE);
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
    return new Block(time(parts[0]), parts.length == 1 ? null : new Text(parts[1]));
  }

  private static Instant time(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }
}
