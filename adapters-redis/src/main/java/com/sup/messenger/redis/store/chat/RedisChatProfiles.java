package com.sup.messenger.redis.store.chat;

import com.sup.messenger.application.port.chat.ChatProfiles;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.chat.ChatProfile;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The profiles of chats as hashes. Fields have the names of their types.
public final class RedisChatProfiles implements ChatProfiles {

  /// A field that keeps a profile without fields.
  private static final String MADE = "begins";

  private static final Script CHANGE =
      new Script(
          """
          -- KEYS: profile, the chat's revisions; ARGV: by turns a field, its change, its value
          -- Returns {new revision or 0, fields and values before by turns}
          local before = redis.call('HGETALL', KEYS[1])
          local known = {}
          for i = 1, #before, 2 do
            known[before[i]] = before[i + 1]
          end
          if #before == 0 then
            redis.call('HSET', KEYS[1], 'begins', 0)
          end
          local changes = false
          for i = 1, #ARGV, 3 do
            if ARGV[i + 1] == 'set' then
              changes = changes or known[ARGV[i]] ~= ARGV[i + 2]
              redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 2])
            else
              changes = changes or known[ARGV[i]] ~= nil
              redis.call('HDEL', KEYS[1], ARGV[i])
            end
          end
          local rev = 0
          if changes then
            rev = redis.call('HINCRBY', KEYS[2], 'rev', 1)
            redis.call('HSET', KEYS[2], 'profile', rev)
          end
          table.insert(before, 1, rev)
          return before
          """);

  private static final Script OF = new Script("return redis.call('HGETALL', KEYS[1])");
  private static final Script DELETE = new Script("return redis.call('DEL', KEYS[1])");
  private static final Script REVISION =
      new Script("return tonumber(redis.call('HGET', KEYS[1], 'profile') or 0)");

  private final RedisConnection redis;

  public RedisChatProfiles(RedisConnection redis) {
    this.redis = redis;
  }

  private List<String> key(ChatId chat) {
    return List.of(redis.keys().of(chat, "profile"));
  }

  private String now(ChatId chat) {
    return redis.keys().of(chat, "now");
  }

  @Override
  public Optional<ChatProfile> of(ChatId chat) {
    return profile(redis.list(OF, key(chat)));
  }

  @Override
  public Map<ChatId, ChatProfile> of(Collection<ChatId> chats) {
    List<ChatId> all = chats.stream().distinct().toList();
    List<List<?>> found =
        redis.each(
            all,
            chat -> key(chat).getFirst(),
            (batch, chat) -> RedisConnection.step(batch, OF, key(chat)));
    Map<ChatId, ChatProfile> profiles = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      ChatId chat = all.get(i);
      profile(found.get(i)).ifPresent(profile -> profiles.put(chat, profile));
    }
    return profiles;
  }

  @Override
  public long revision(ChatId chat) {
    return redis.number(REVISION, List.of(now(chat)));
  }

  @Override
  public Change change(ChatId chat, Map<ChatUpdateType, Optional<String>> changes) {
    List<Object> arguments = new ArrayList<>();
    changes.forEach(
        (field, value) ->
            arguments.addAll(
                List.of(field.name(), value.isPresent() ? "set" : "drop", value.orElse(""))));
    List<?> told =
        redis.list(CHANGE, List.of(key(chat).getFirst(), now(chat)), arguments.toArray());
    Optional<ChatProfile> known = profile(told.subList(1, told.size()));
    ChatProfile before = known.orElse(ChatProfile.EMPTY);
    return new Change(known.isEmpty(), before, before.with(changes), (Long) told.getFirst());
  }

  @Override
  public boolean delete(ChatId chat) {
    return redis.number(DELETE, key(chat)) == 1;
  }

  private static Optional<ChatProfile> profile(List<?> fieldsAndValues) {
    Map<ChatUpdateType, String> fields = new EnumMap<>(ChatUpdateType.class);
    for (int i = 0; i < fieldsAndValues.size(); i += 2) {
      String field = (String) fieldsAndValues.get(i);
      if (!field.equals(MADE)) {
        fields.put(ChatUpdateType.valueOf(field), (String) fieldsAndValues.get(i + 1));
      }
    }
    return fieldsAndValues.isEmpty() ? Optional.empty() : Optional.of(new ChatProfile(fields));
  }
}
