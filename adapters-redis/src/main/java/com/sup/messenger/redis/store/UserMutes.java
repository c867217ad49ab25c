package com.sup.messenger.redis.store;

import com.sup.messenger.application.port.PreferenceStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.redisson.api.RBatch;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/// The muted chats of users: a hash of chat to the end in ms, until the last end.
final class UserMutes {

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

  private final RedisConnection redis;

  UserMutes(RedisConnection redis) {
    this.redis = redis;
  }

  /// Returns the key of the mutes of a user.
  String key(UserId user) {
    return redis.keys().of(user, "mutes");
  }

  private RMap<String, String> map(RedissonClient redisson, UserId user) {
    return redisson.getMap(key(user), StringCodec.INSTANCE);
  }

  /// Returns false at the bound.
  boolean add(UserId user, ChatId chat, Instant until, Instant now) {
    return redis.number(
            MUTE,
            List.of(key(user)),
            chat.value(),
            until.toEpochMilli(),
            now.toEpochMilli(),
            PreferenceStore.MAX_MUTES)
        == 1;
  }

  void remove(UserId user, ChatId chat) {
    redis.<Long>call(key(user), r -> map(r, user).fastRemoveAsync(chat.value()));
  }

  /// Removes all mutes of other chats.
  void retain(UserId user, Set<ChatId> chats) {
    Set<String> kept = chats.stream().map(ChatId::value).collect(Collectors.toSet());
    Set<String> muted = redis.<Set<String>>call(key(user), r -> map(r, user).readAllKeySetAsync());
    String[] lost = muted.stream().filter(chat -> !kept.contains(chat)).toArray(String[]::new);
    if (lost.length > 0) {
      redis.<Long>call(key(user), r -> map(r, user).fastRemoveAsync(lost));
    }
  }

  /// Returns the ends that are still to come.
  Map<ChatId, Instant> of(UserId user, Collection<ChatId> chats, Instant now) {
    Map<ChatId, Instant> found = new HashMap<>();
    if (!chats.isEmpty()) {
      Set<String> names = chats.stream().map(ChatId::value).collect(Collectors.toSet());
      redis
          .<Map<String, String>>call(key(user), r -> map(r, user).getAllAsync(names))
          .forEach((chat, until) -> found.put(new ChatId(chat), time(until)));
      found.values().removeIf(until -> !until.isAfter(now));
    }
    return found;
  }

  /// Returns the end of one chat's mute, as a part of a batch.
  CompletionStage<Optional<Instant>> of(RBatch batch, UserId user, ChatId chat) {
    return batch
        .<String, String>getMap(key(user), StringCodec.INSTANCE)
        .getAsync(chat.value())
        .thenApply(until -> Optional.ofNullable(until).map(UserMutes::time));
  }

  private static Instant time(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }
}
