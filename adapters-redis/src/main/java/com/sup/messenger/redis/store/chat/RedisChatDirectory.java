package com.sup.messenger.redis.store.chat;

import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Membership;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.redisson.api.RSetAsync;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/// Memberships as two sets: the members of a chat, which decide, and the chats of a user. A hash
/// has
/// the places at which the members joined.
///
/// The two are written one after the other. The user's set comes first if a membership ends. After
/// an unavailable Redis, only one of them may be written. A repeat mends that.
public final class RedisChatDirectory implements ChatDirectory {

  private static final Script REPLACE = Script.named("members-replace", RedisChatDirectory.class);

  private static final Script ADD =
      new Script(
          """
          -- KEYS: members, joined, revisions; ARGV: user, place before the join, 1 to count anyway
          -- Returns the new revision, or 0 if the user is a member already
          local news = redis.call('SADD', KEYS[1], ARGV[1])
          if news == 1 then
            redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
          elseif ARGV[3] == '0' then
            return 0
          end
          local rev = redis.call('HINCRBY', KEYS[3], 'rev', 1)
          redis.call('HSET', KEYS[3], 'members', rev)
          return rev
          """);

  private static final Script REMOVE =
      new Script(
          """
          -- KEYS: as in ADD; ARGV: user, 1 to count anyway
          local gone = redis.call('SREM', KEYS[1], ARGV[1])
          redis.call('HDEL', KEYS[2], ARGV[1])
          if gone == 0 and ARGV[2] == '0' then
            return 0
          end
          local rev = redis.call('HINCRBY', KEYS[3], 'rev', 1)
          redis.call('HSET', KEYS[3], 'members', rev)
          return rev
          """);

  private static final Script MEMBERSHIP =
      new Script(
          """
          -- KEYS: as in ADD; ARGV: user
          -- Returns {place before the join, 1 if the chat shows history}, or {}
          if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 0 then
            return {}
          end
          local known = redis.call('HMGET', KEYS[2], ARGV[1], '*')
          return {tonumber(known[1] or 0), known[2] and 1 or 0}
          """);

  private static final Script SHOW_HISTORY =
      new Script(
          """
          return ARGV[1] == '1' and redis.call('HSET', KEYS[1], '*', 1)
            or redis.call('HDEL', KEYS[1], '*')
          """);

  private static final Script REVISION =
      new Script("return tonumber(redis.call('HGET', KEYS[1], 'members') or 0)");

  private final RedisConnection redis;
  private final UserChats userChats;

  public RedisChatDirectory(RedisConnection redis) {
    this.redis = redis;
    this.userChats = new UserChats(redis);
  }

  @Override
  public boolean isMember(ChatId chat, UserId user) {
    return redis.<Boolean>call(membersKey(chat), r -> members(r, chat).containsAsync(user.value()));
  }

  @Override
  public Set<ChatId> chatsOf(UserId user) {
    return ids(redis.call(userChats.key(user), r -> chats(r, user).readAllAsync()), ChatId::new);
  }

  @Override
  public Map<UserId, Set<ChatId>> chatsOf(Collection<UserId> users) {
    List<UserId> all = users.stream().distinct().toList();
    List<Set<String>> found =
        redis.each(
            all,
            userChats::key,
            (batch, user) ->
                batch.<String>getSet(userChats.key(user), StringCodec.INSTANCE).readAllAsync());
    Map<UserId, Set<ChatId>> chats = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      chats.put(all.get(i), ids(found.get(i), ChatId::new));
    }
    return chats;
  }

  @Override
  public DeviceChats chatsOf(ReceiptStore.Device device) {
    return userChats.of(device);
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
  public Map<ChatId, Membership> memberships(UserId user, Collection<ChatId> chats) {
    List<ChatId> all = chats.stream().distinct().toList();
    List<List<?>> told =
        redis.each(
            all,
            this::membersKey,
            (batch, chat) -> RedisConnection.step(batch, MEMBERSHIP, keys(chat), user.value()));
    Map<ChatId, Membership> memberships = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      List<?> found = told.get(i);
      if (!found.isEmpty()) {
        memberships.put(all.get(i), new Membership((Long) found.get(0), (Long) found.get(1) == 1));
      }
    }
    return memberships;
  }

  private List<String> keys(ChatId chat) {
    return List.of(membersKey(chat), redis.keys().of(chat, "joined"), redis.keys().of(chat, "now"));
  }

  @Override
  public void showHistory(ChatId chat, boolean shown) {
    redis.number(SHOW_HISTORY, List.of(redis.keys().of(chat, "joined")), shown ? 1 : 0);
  }

  @Override
  public long revision(ChatId chat) {
    return redis.number(REVISION, List.of(redis.keys().of(chat, "now")));
  }

  @Override
  public Map<ChatId, Integer> sizes(Collection<ChatId> chats) {
    List<ChatId> all = chats.stream().distinct().toList();
    List<Integer> found =
        redis.each(
            all,
            this::membersKey,
            (batch, chat) ->
                batch.<String>getSet(membersKey(chat), StringCodec.INSTANCE).sizeAsync());
    Map<ChatId, Integer> sizes = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      sizes.put(all.get(i), found.get(i));
    }
    return sizes;
  }

  @Override
  public OptionalLong add(ChatId chat, UserId user, long afterSeq) {
    long rev = redis.number(ADD, keys(chat), user.value(), afterSeq, 0);
    boolean also = !userChats.change(chat, Set.of(user), true).isEmpty();
    if (rev == 0 && also) {
      rev = redis.number(ADD, keys(chat), user.value(), afterSeq, 1);
    }
    return rev == 0 ? OptionalLong.empty() : OptionalLong.of(rev);
  }

  @Override
  public OptionalLong remove(ChatId chat, UserId user) {
    boolean was = !userChats.change(chat, Set.of(user), false).isEmpty();
    long rev = redis.number(REMOVE, keys(chat), user.value(), was ? 1 : 0);
    return rev == 0 ? OptionalLong.empty() : OptionalLong.of(rev);
  }

  @Override
  public Replacement replace(ChatId chat, Set<UserId> members, long afterSeq) {
    Set<UserId> going = new HashSet<>(members(chat));
    going.removeAll(members);
    Set<UserId> removed = new HashSet<>(userChats.change(chat, going, false));
    List<Object> arguments = new ArrayList<>(List.of(afterSeq, removed.isEmpty() ? 0 : 1));
    members.forEach(user -> arguments.add(user.value()));
    List<?> told = redis.list(REPLACE, keys(chat), arguments.toArray());
    Set<UserId> added = new HashSet<>(users(told.get(0)));
    removed.addAll(users(told.get(1)));
    long rev = (Long) told.get(2);
    Set<UserId> mended = userChats.change(chat, members, true);
    if (rev == 0 && !mended.isEmpty()) {
      // An earlier call has failed half-way.
      UserId any = mended.iterator().next();
      rev = redis.number(ADD, keys(chat), any.value(), afterSeq, 1);
    }
    added.addAll(mended);
    // A user who has come in the meantime has to leave again.
    userChats.change(chat, removed, false);
    return new Replacement(added, removed, rev);
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

  private RSetAsync<String> members(RedissonClient redisson, ChatId chat) {
    return redisson.getSet(membersKey(chat), StringCodec.INSTANCE);
  }

  private RSetAsync<String> chats(RedissonClient redisson, UserId user) {
    return redisson.getSet(userChats.key(user), StringCodec.INSTANCE);
  }
}
