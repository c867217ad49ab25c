package com.sup.messenger.redis.store;

import com.sup.messenger.application.port.PreferenceStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.preference.Attention;
import com.sup.messenger.domain.preference.Block;
import com.sup.messenger.redis.connection.RedisConnection;
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
import org.jspecify.annotations.Nullable;
import org.redisson.api.RBatch;

/// Preferences in Redis: a hash of mutes and a hash of blocks for each user.
public final class RedisPreferenceStore implements PreferenceStore {

  private final RedisConnection redis;
  private final UserMutes mutes;
  private final UserBlocks blocks;

  public RedisPreferenceStore(RedisConnection redis) {
    this.redis = redis;
    this.mutes = new UserMutes(redis);
    this.blocks = new UserBlocks(redis);
  }

  @Override
  public boolean mute(UserId user, ChatId chat, Instant until, Instant now) {
    return mutes.add(user, chat, until, now);
  }

  @Override
  public void unmute(UserId user, ChatId chat) {
    mutes.remove(user, chat);
  }

  @Override
  public void retainMutes(UserId user, Set<ChatId> chats) {
    mutes.retain(user, chats);
  }

  @Override
  public Map<ChatId, Instant> mutes(UserId user, Collection<ChatId> chats, Instant now) {
    return mutes.of(user, chats, now);
  }

  @Override
  public boolean block(UserId user, UserId other, Block block) {
    return blocks.add(user, other, block);
  }

  @Override
  public void unblock(UserId user, UserId other) {
    blocks.remove(user, other);
  }

  @Override
  public Set<UserId> blockedBy(UserId user) {
    return blocks.of(user);
  }

  @Override
  public Map<UserId, Map<UserId, Block>> blocks(Map<UserId, Set<UserId>> others) {
    Map<UserId, Map<UserId, Block>> found = new HashMap<>();
    each(
        others.entrySet().stream().filter(asked -> !asked.getValue().isEmpty()).toList(),
        asked -> blocks.key(asked.getKey()),
        (batch, asked) -> blocks.of(batch, asked.getKey(), asked.getValue()),
        (asked, ofUser) -> {
          if (!ofUser.isEmpty()) {
            found.put(asked.getKey(), ofUser);
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
        mutes::key,
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
    CompletionStage<Optional<Instant>> muted =
        chat == null
            ? CompletableFuture.completedFuture(Optional.empty())
            : mutes.of(batch, user, chat);
    CompletionStage<Map<UserId, Block>> blocked =
        others.isEmpty()
            ? CompletableFuture.completedFuture(Map.of())
            : blocks.of(batch, user, others);
    return muted.thenCombine(
        blocked, (until, byUser) -> new Attention(until.orElse(null), byUser.keySet()));
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
}
