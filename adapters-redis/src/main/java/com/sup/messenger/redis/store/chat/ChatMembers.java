package com.sup.messenger.redis.store.chat;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Membership;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.redisson.api.RBatch;
import org.redisson.api.RSetAsync;
import org.redisson.client.codec.StringCodec;

/// The members of chats, and the places at which they joined. Each change counts a revision of the
/// chat in the same step.
final class ChatMembers {

  private static final Script REPLACE = Script.named("members-replace", ChatMembers.class);

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

  ChatMembers(RedisConnection redis) {
    this.redis = redis;
  }

  /// Returns the key of the members of a chat.
  String key(ChatId chat) {
    return redis.keys().of(chat, "members");
  }

  private String joined(ChatId chat) {
    return redis.keys().of(chat, "joined");
  }

  private String now(ChatId chat) {
    return redis.keys().of(chat, "now");
  }

  private List<String> keys(ChatId chat) {
    return List.of(key(chat), joined(chat), now(chat));
  }

  boolean has(ChatId chat, UserId user) {
    return redis.<Boolean>call(
        key(chat), r -> r.<String>getSet(key(chat)).containsAsync(user.value()));
  }

  Set<UserId> of(ChatId chat) {
    return users(redis.call(key(chat), r -> r.<String>getSet(key(chat)).readAllAsync()));
  }

  /// Returns those of the users who are members of any of the chats.
  Set<UserId> ofAny(Collection<ChatId> chats, Collection<UserId> users) {
    Set<String> wanted = users.stream().map(UserId::value).collect(Collectors.toSet());
    return redis
        .each(chats, this::key, (batch, chat) -> set(batch, chat).containsEachAsync(wanted))
        .stream()
        .flatMap(found -> users(found).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private RSetAsync<String> set(RBatch batch, ChatId chat) {
    return batch.getSet(key(chat), StringCodec.INSTANCE);
  }

  Map<ChatId, Membership> memberships(UserId user, Collection<ChatId> chats) {
    List<ChatId> all = chats.stream().distinct().toList();
    List<List<?>> told =
        redis.each(
            all,
            this::key,
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

  Map<ChatId, Integer> sizes(Collection<ChatId> chats) {
    List<ChatId> all = chats.stream().distinct().toList();
    List<Integer> found = redis.each(all, this::key, (batch, chat) -> set(batch, chat).sizeAsync());
    Map<ChatId, Integer> sizes = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      sizes.put(all.get(i), found.get(i));
    }
    return sizes;
  }

  /// Adds a member.
  ///
  /// @param also counts a revision even if the user is a member already
  /// @return the new revision; 0 for none
  long add(ChatId chat, UserId user, long afterSeq, boolean also) {
    return redis.number(ADD, keys(chat), user.value(), afterSeq, also ? 1 : 0);
  }

  /// Removes a member.
  ///
  /// @param also counts a revision even if the user is no member
  /// @return the new revision; 0 for none
  long remove(ChatId chat, UserId user, boolean also) {
    return redis.number(REMOVE, keys(chat), user.value(), also ? 1 : 0);
  }

  /// The members who came and went.
  ///
  /// @param rev the new revision; 0 for none
  record Change(Set<UserId> added, Set<UserId> removed, long rev) {}

  /// Replaces all members.
  ///
  /// @param also counts a revision even if nothing changes
  Change replace(ChatId chat, Set<UserId> members, long afterSeq, boolean also) {
    List<Object> arguments = new ArrayList<>(List.of(afterSeq, also ? 1 : 0));
    members.forEach(user -> arguments.add(user.value()));
    List<?> told = redis.list(REPLACE, keys(chat), arguments.toArray());
    return new Change(
        users((List<?>) told.get(0)), users((List<?>) told.get(1)), (Long) told.get(2));
  }

  void showHistory(ChatId chat, boolean shown) {
    redis.number(SHOW_HISTORY, List.of(joined(chat)), shown ? 1 : 0);
  }

  long revision(ChatId chat) {
    return redis.number(REVISION, List.of(now(chat)));
  }

  private static Set<UserId> users(Collection<?> ids) {
    return ids.stream().map(id -> new UserId((String) id)).collect(Collectors.toUnmodifiableSet());
  }
}
