package com.sup.messenger.redis.store;

import com.sup.messenger.application.port.ChatProfiles;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.chat.ChatProfile;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The profiles of chats as hashes. Fields have the names of their types.
///
/// Each profile also has the beginning of its chat.
public final class RedisChatProfiles implements ChatProfiles {

  private static final String BEGINS_AFTER = "begins";

  private static final Script CHANGE =
      new Script(
          """
          -- KEYS: profile; ARGV: the beginning of a new chat; by turns a field, its change, its
          -- value. Returns the fields and values before, by turns.
          local before = redis.call('HGETALL', KEYS[1])
          if #before == 0 then
            redis.call('HSET', KEYS[1], 'begins', ARGV[1])
          end
          for i = 2, #ARGV, 3 do
            if ARGV[i + 1] == 'set' then
              redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 2])
            else
              redis.call('HDEL', KEYS[1], ARGV[i])
            end
          end
          return before
          """);

  private static final Script OF = new Script("return redis.call('HGETALL', KEYS[1])");
  private static final Script DELETE = new Script("return redis.call('DEL', KEYS[1])");

  private final RedisConnection redis;

  public RedisChatProfiles(RedisConnection redis) {
    this.redis = redis;
  }

  private List<String> key(ChatId chat) {
    return List.of(redis.keys().of(chat, "profile"));
  }

  @Override
  public Optional<ChatProfile> of(ChatId chat) {
    return profile(redis.list(OF, key(chat)));
  }

  @Override
  public Change change(
      ChatId chat, Map<ChatUpdateType, Optional<String>> changes, long beginsAfter) {
    List<Object> arguments = new ArrayList<>(List.of(beginsAfter));
    changes.forEach(
        (field, value) ->
            arguments.addAll(
                List.of(field.name(), value.isPresent() ? "set" : "drop", value.orElse(""))));
    Optional<ChatProfile> known = profile(redis.list(CHANGE, key(chat), arguments.toArray()));
    ChatProfile before = known.orElseGet(() -> new ChatProfile(Map.of(), beginsAfter));
    return new Change(known.isEmpty(), before, before.with(changes));
  }

  @Override
  public boolean delete(ChatId chat) {
    return redis.number(DELETE, key(chat)) == 1;
  }

  private static Optional<ChatProfile> profile(List<?> fieldsAndValues) {
    Map<ChatUpdateType, String> fields = new EnumMap<>(ChatUpdateType.class);
    long beginsAfter = 0;
    for (int i = 0; i < fieldsAndValues.size(); i += 2) {
      String field = (String) fieldsAndValues.get(i);
      String value = (String) fieldsAndValues.get(i + 1);
      if (field.equals(BEGINS_AFTER)) {
        beginsAfter = Long.parseLong(value);
      } else {
        fields.put(ChatUpdateType.valueOf(field), value);
      }
    }
    return fieldsAndValues.isEmpty()
        ? Optional.empty()
        : Optional.of(new ChatProfile(fields, beginsAfter));
  }
}
