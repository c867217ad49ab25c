package com.sup.messenger.redis.store.chat;

import com.sup.messenger.application.event.ServerEvent.ReactionAdded;
import com.sup.messenger.application.event.ServerEvent.ReactionRemoved;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Revised;
import com.sup.messenger.domain.reaction.Reaction;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.pubsub.Announcement;
import com.sup.messenger.redis.pubsub.Channels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reactions in Redis, to as many messages of a chat as its log holds.
///
/// They live as long as the log, because an append prolongs them too.
public final class RedisReactionStore implements ReactionStore {

  private static final Script PUT = script("reaction-put", "announce");
  private static final Script REMOVE = script("reaction-remove", "announce");
  private static final Script SINCE = script("reaction-since");

  private static final Script FORGET =
      new Script(
          """
          redis.call('HDEL', KEYS[1], ARGV[1])
          return redis.call('ZREM', KEYS[2], ARGV[1])
          """);

  private static final Script FORGET_ALL =
      new Script("return redis.call('UNLINK', KEYS[1], KEYS[2])");

  private static final Script OF =
      new Script(
          """
          -- KEYS: message to reactions; ARGV: messages
          -- Returns a list for each message: users and reactions by turns.
          local lists = {}
          for i, message in ipairs(ARGV) do
            local list = {}
            local known = redis.call('HGET', KEYS[1], message)
            for user, reaction in pairs(cjson.decode(known or '{}')) do
              if user ~= '#' then
                list[#list + 1] = user
                list[#list + 1] = reaction
              end
            end
            lists[i] = list
          end
          return lists
          """);

  private final RedisConnection redis;
  private final Channels channels;
  private final int maxMessages;

  /// @param maxMessages the most messages of a chat with reactions: as many as its log holds
  public RedisReactionStore(RedisConnection redis, Channels channels, int maxMessages) {
    this.redis = redis;
    this.channels = channels;
    this.maxMessages = maxMessages;
  }

  private static Script script(String name, String... others) {
    return Script.named(name, RedisReactionStore.class, others);
  }

  private List<String> keys(ChatId chat) {
    return List.of(
        redis.keys().of(chat, "reactions"),
        redis.keys().of(chat, "reacted"),
        redis.keys().of(chat, "now"),
        channels.of(chat));
  }

  @Override
  public Change put(long seq, ReactionAdded event, Envelope.@Nullable Origin cause) {
    Announcement news = channels.announcement(event.chatId(), Announcement.shown(event, cause));
    String change =
        redis.text(
            PUT,
            keys(event.chatId()),
            event.messageId().value(),
            seq,
            event.userId().value(),
            event.reaction().value(),
            Reaction.MAX_PER_MESSAGE,
            maxMessages,
            RedisMessageLog.KEPT.toMillis(),
            news.command(),
            news.key(),
            news.rest());
    return Change.valueOf(Objects.requireNonNull(change));
  }

  @Override
  public boolean remove(long seq, ReactionRemoved event, Envelope.@Nullable Origin cause) {
    Announcement news = channels.announcement(event.chatId(), Announcement.shown(event, cause));
    return redis.number(
            REMOVE,
            keys(event.chatId()),
            event.messageId().value(),
            seq,
            event.userId().value(),
            event.reaction().value(),
            news.command(),
            news.key(),
            news.rest())
        == 1;
  }

  @Override
  public void forget(ChatId chat, MessageId message) {
    redis.number(FORGET, keys(chat), message.value());
  }

  @Override
  public void forget(ChatId chat) {
    redis.number(FORGET_ALL, keys(chat));
  }

  @Override
  public Map<UserId, Reaction> of(ChatId chat, MessageId message) {
    return of(chat, List.of(message)).getOrDefault(message, Map.of());
  }

  @Override
  public Map<MessageId, Map<UserId, Reaction>> of(ChatId chat, Collection<MessageId> messages) {
    List<MessageId> all = List.copyOf(messages);
    List<?> told = redis.list(OF, keys(chat), all.stream().map(MessageId::value).toArray());
    Map<MessageId, Map<UserId, Reaction>> reactions = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      Map<UserId, Reaction> ofMessage = reactions((List<?>) told.get(i), 0);
      if (!ofMessage.isEmpty()) {
        reactions.put(all.get(i), ofMessage);
      }
    }
    return reactions;
  }

  @Override
  public List<Revised<OfMessage>> since(ChatId chat, long rev, long afterSeq, int max) {
    List<Revised<OfMessage>> changed = new ArrayList<>();
    for (Object each : redis.list(SINCE, keys(chat), rev, afterSeq, max)) {
      List<?> told = (List<?>) each;
      MessageId message = new MessageId((String) told.get(1));
      changed.add(new Revised<>((Long) told.get(0), new OfMessage(message, reactions(told, 2))));
    }
    return changed;
  }

  /// @param told users and reactions by turns, from an index on
  private static Map<UserId, Reaction> reactions(List<?> told, int from) {
    Map<UserId, Reaction> reactions = new HashMap<>();
    for (int i = from; i < told.size(); i += 2) {
      reactions.put(new UserId((String) told.get(i)), new Reaction((String) told.get(i + 1)));
    }
    return reactions;
  }
}
