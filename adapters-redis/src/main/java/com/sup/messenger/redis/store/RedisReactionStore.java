package com.sup.messenger.redis.store;

import com.sup.messenger.application.port.ReactionStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.reaction.Reaction;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reactions in Redis, to as many messages of a chat as its log holds.
///
/// They live as long as the log, because an append prolongs them too.
public final class RedisReactionStore implements ReactionStore {

  private static final Script PUT = Script.named("reaction-put", RedisReactionStore.class);
  private static final Script REMOVE = Script.named("reaction-remove", RedisReactionStore.class);
  private static final Script OF =
      new Script(
          """
          -- KEYS: message to reactions; ARGV: message. Returns users and reactions by turns.
          local list = {}
          for user, reaction in pairs(cjson.decode(redis.call('HGET', KEYS[1], ARGV[1]) or '{}')) do
            list[#list + 1] = user
            list[#list + 1] = reaction
          end
          return list
          """);

  private final RedisConnection redis;
  private final int maxMessages;

  /// @param maxMessages the most messages of a chat with reactions: as many as its log holds
  public RedisReactionStore(RedisConnection redis, int maxMessages) {
    this.redis = redis;
    this.maxMessages = maxMessages;
  }

  private String reactions(ChatId chat) {
    return redis.keys().of(chat, "reactions");
  }

  private String reacted(ChatId chat) {
    return redis.keys().of(chat, "reacted");
  }

  private List<String> keys(ChatId chat) {
    return List.of(reactions(chat), reacted(chat));
  }

  @Override
  public Change put(ChatId chat, MessageId message, UserId user, Reaction reaction) {
    String change =
        redis.text(
            PUT,
            keys(chat),
            message.value(),
            user.value(),
            reaction.value(),
            Reaction.MAX_PER_MESSAGE,
            maxMessages,
            RedisMessageLog.KEPT.toSeconds());
    return Change.valueOf(Objects.requireNonNull(change));
  }

  @Override
  public boolean remove(ChatId chat, MessageId message, UserId user, Reaction reaction) {
    return redis.number(REMOVE, keys(chat), message.value(), user.value(), reaction.value()) == 1;
  }

  @Override
  public Map<UserId, Reaction> of(ChatId chat, MessageId message) {
    List<?> list = redis.list(OF, keys(chat), message.value());
    Map<UserId, Reaction> reactions = new HashMap<>();
    for (int i = 0; i < list.size(); i += 2) {
      reactions.put(new UserId((String) list.get(i)), new Reaction((String) list.get(i + 1)));
    }
    return reactions;
  }
}
