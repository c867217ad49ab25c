package com.sup.messenger.redis.store;

import com.sup.messenger.application.port.ChatDirectory;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.redisson.api.RSetAsync;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/// Memberships as two sets: the members of a chat, which decide, and the chats of a user.
///
/// The two are written one after the other. The user's set comes first if a membership ends. After
/// an unavailable Redis, only one of them may be written. A repeat mends that.
public final class RedisChatDirectory implements ChatDirectory {

  private static final Script REPLACE =
      new Script(
          """
          -- KEYS: members; ARGV: the new members. Returns {added, removed}.
          local wanted, added, removed = {}, {}, {}
          for _, user in ipairs(ARGV) do
            wanted[user] = true
          end
          for _, user in ipairs(redis.call('SMEMBERS', KEYS[1])) do
            if not wanted[user] then
              removed[#removed + 1] = user
              redis.call('SREM', KEYS[1], user)
            end
          end
          for _, user in ipairs(ARGV) do
            if redis.call('SADD', KEYS[1], user) == 1 then
              added[#added + 1] = user
            end
          end
          return {added, removed}
          """);

  private final RedisConnection redis;

  public RedisChatDirectory(RedisConnection redis) {
    this.redis = redis;
  }

  @Override
  public boolean isMember(ChatId chat, UserId user) {
    return redis.<Boolean>call(membersKey(chat), r -> members(r, chat).containsAsync(user.value()));
  }

  @Override
  public Set<ChatId> chatsOf(UserId user) {
    return ids(redis.call(chatsKey(user), r -> chats(r, user).readAllAsync()), ChatId::new);
  }

  @Override
  public Map<UserId, Set<ChatId>> chatsOf(Collection<UserId> users) {
    List<UserId> all = users.stream().distinct().toList();
    List<Set<String>> found =
        redis.each(
            all,
            this::chatsKey,
            (batch, user) ->
                batch.<String>getSet(chatsKey(user), StringCodec.INSTANCE).readAllAsync());
    Map<UserId, Set<ChatId>> chats = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      chats.put(all.get(i), ids(found.get(i), ChatId::new));
    }
    return chats;
  }

  @Override
  public Set<UserId> members(ChatId chat) {
    return ids(redis.call(membersKey(chat), r -> members(r, chat).readAllAsync()), UserId::new);
  }

  @Override
  public Set<UserId> sharing(UserId user, Collection<UserId> others) {
    Set<UserId> sharing = new HashSet<>();
    if (others.contains(user)) {
      sharing.add(user);
    }
    Set<String> wanted = others.stream().map(UserId::value).collect(Collectors.toSet());
    Set<ChatId> chats = wanted.isEmpty() ? Set.of() : chatsOf(user);
    redis
        .each(
            chats,
            this::membersKey,
            (batch, chat) ->
                batch
                    .<String>getSet(membersKey(chat), StringCodec.INSTANCE)
                    .containsEachAsync(wanted))
        .forEach(found -> sharing.addAll(ids(found, UserId::new)));
    return Set.copyOf(sharing);
  }

  @Override
  public boolean add(ChatId chat, UserId user) {
    return redis.<Boolean>call(
        List.of(membersKey(chat), chatsKey(user)),
        r ->
            members(r, chat)
                .addAsync(user.value())
                .thenCompose(
                    news -> chats(r, user).addAsync(chat.value()).thenApply(also -> news || also)));
  }

  @Override
  public boolean remove(ChatId chat, UserId user) {
    return redis.<Boolean>call(
        List.of(membersKey(chat), chatsKey(user)),
        r ->
            chats(r, user)
                .removeAsync(chat.value())
                .thenCompose(
                    was ->
                        members(r, chat).removeAsync(user.value()).thenApply(also -> was || also)));
  }

  @Override
  public Replacement replace(ChatId chat, Set<UserId> members) {
    Set<UserId> going = new HashSet<>(members(chat));
    going.removeAll(members);
    Set<UserId> removed = new HashSet<>(changed(chat, going, false));
    List<?> both =
        redis.list(
            REPLACE, List.of(membersKey(chat)), members.stream().map(UserId::value).toArray());
    Set<UserId> added = new HashSet<>(users(both.get(0)));
    removed.addAll(users(both.get(1)));
    added.addAll(changed(chat, members, true));
    // A user who has come in the meantime has to leave again.
    changed(chat, removed, false);
    return new Replacement(added, removed);
  }

  /// Writes the sets of the users.
  ///
  /// @return the users whose set has changed
  private Set<UserId> changed(ChatId chat, Collection<UserId> users, boolean member) {
    List<UserId> all = List.copyOf(users);
    List<Boolean> news =
        redis.each(
            all,
            this::chatsKey,
            (batch, user) -> {
              RSetAsync<String> chats = batch.getSet(chatsKey(user), StringCodec.INSTANCE);
              return member ? chats.addAsync(chat.value()) : chats.removeAsync(chat.value());
            });
    return IntStream.range(0, all.size())
        .filter(news::get)
        .mapToObj(all::get)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<UserId> users(Object list) {
    return ((List<?>) list)
        .stream().map(user -> new UserId((String) user)).collect(Collectors.toUnmodifiableSet());
  }

  private static <T> Set<T> ids(Collection<String> values, Function<String, T> id) {
    return values.stream().map(id).collect(Collectors.toUnmodifiableSet());
  }

  private String membersKey(ChatId chat) {
    return redis.keys().of(chat, "members");
  }

  private String chatsKey(UserId user) {
    return redis.keys().of(user, "chats");
  }

  private RSetAsync<String> members(RedissonClient redisson, ChatId chat) {
    return redisson.getSet(membersKey(chat), StringCodec.INSTANCE);
  }

  private RSetAsync<String> chats(RedissonClient redisson, UserId user) {
    return redisson.getSet(chatsKey(user), StringCodec.INSTANCE);
  }
}
