package com.sup.messenger.redis.store.chat;

import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ChatDirectory.DeviceChats;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The chats of each user in Redis: those of now, and those that the user has left.
///
/// Departures of a user are numbered. A device has the number of the latest departure that it
/// knows.
final class UserChats {

  private static final Script JOIN =
      new Script(
          """
          -- KEYS: chats, former chats by number; ARGV: chat. Returns {1} if the chat is new
          redis.call('ZREM', KEYS[2], ARGV[1])
          return {redis.call('SADD', KEYS[1], ARGV[1])}
          """);

  private static final Script LEAVE =
      new Script(
          """
          -- KEYS: chats, former chats by number, devices by number
          -- ARGV: chat, ms to keep, the most former chats. Returns {1} if the chat was there
          if redis.call('SREM', KEYS[1], ARGV[1]) == 0 then
            return {0}
          end
          -- No device has this name. Of equal numbers it comes last.
          redis.call('ZADD', KEYS[2], redis.call('ZINCRBY', KEYS[3], 1, '~'), ARGV[1])
          redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -1 - ARGV[3])
          redis.call('PEXPIRE', KEYS[2], ARGV[2])
          redis.call('PEXPIRE', KEYS[3], ARGV[2])
          return {1}
          """);

  private static final Script OF_DEVICE =
      new Script(
          """
          -- KEYS: as in LEAVE; ARGV: device, 1 if it lasts, ms to keep, the most devices
          -- Returns {chats, former chats, those after the device's number}
          local missed = {}
          if ARGV[2] == '1' then
            local known = redis.call('ZSCORE', KEYS[3], ARGV[1])
            if known then
              missed = redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. known, '+inf')
            end
            redis.call('ZADD', KEYS[3], redis.call('ZSCORE', KEYS[3], '~') or 0, ARGV[1])
            redis.call('ZREMRANGEBYRANK', KEYS[3], 0, -2 - ARGV[4])
            redis.call('PEXPIRE', KEYS[2], ARGV[3])
            redis.call('PEXPIRE', KEYS[3], ARGV[3])
          end
          return {redis.call('SMEMBERS', KEYS[1]), redis.call('ZRANGE', KEYS[2], 0, -1), missed}
          """);

  private static final long KEPT_MS = ReceiptStore.KEPT.toMillis();

  private final RedisConnection redis;

  UserChats(RedisConnection redis) {
    this.redis = redis;
  }

  /// Returns the name of the set of a user's chats.
  String key(UserId user) {
    return redis.keys().of(user, "chats");
  }

  private List<String> keys(UserId user) {
    return List.of(key(user), redis.keys().of(user, "former"), redis.keys().of(user, "informed"));
  }

  /// Adds a chat to users, or removes it.
  ///
  /// @return the users whose chats have changed
  Set<UserId> change(ChatId chat, Collection<UserId> users, boolean member) {
    List<UserId> all = List.copyOf(users);
    List<List<?>> changed =
        redis.each(
            all,
            this::key,
            (batch, user) ->
                member
                    ? RedisConnection.step(batch, JOIN, keys(user).subList(0, 2), chat.value())
                    : RedisConnection.step(
                        batch, LEAVE, keys(user), chat.value(), KEPT_MS, ChatDirectory.MAX_FORMER));
    return IntStream.range(0, all.size())
        .filter(i -> changed.get(i).contains(1L))
        .mapToObj(all::get)
        .collect(Collectors.toUnmodifiableSet());
  }

  DeviceChats of(ReceiptStore.Device device) {
    List<?> found =
        redis.list(
            OF_DEVICE,
            keys(device.user()),
            device.id().value(),
            device.lasting() ? 1 : 0,
            KEPT_MS,
            ReceiptStore.MAX_DEVICES);
    return new DeviceChats(chats(found.get(0)), chats(found.get(1)), chats(found.get(2)));
  }

  private static Set<ChatId> chats(Object list) {
    return ((List<?>) list)
        .stream().map(chat -> new ChatId((String) chat)).collect(Collectors.toUnmodifiableSet());
  }
}
