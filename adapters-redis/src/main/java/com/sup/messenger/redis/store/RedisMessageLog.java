package com.sup.messenger.redis.store;

import com.sup.messenger.application.port.MessageLog;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.json.LogEntry;
import com.sup.messenger.redis.json.RedisJson;
import com.sup.messenger.redis.pubsub.Channels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.redisson.client.codec.StringCodec;

/// The log of a chat as a stream. One script checks the membership, appends and publishes.
///
/// A hash beside the stream has the place of each message. It also has the author, id and size of
/// the entry at each place. So no content is read to find a message, or to count how many fit.
public final class RedisMessageLog implements MessageLog {

  /// The time for which the messages of a chat are kept after the last one.
  static final Duration KEPT = Duration.ofDays(30);

  private static final Script APPEND = Script.named("log-append", RedisMessageLog.class);

  private static final Script DELETE = new Script("return redis.call('UNLINK', unpack(KEYS))");

  private static final Script PAGE = Script.named("log-page", RedisMessageLog.class);

  private static final Script FIND =
      new Script(
          """
          local seq = redis.call('HGET', KEYS[1], ARGV[1])
          local known = seq and redis.call('HGET', KEYS[1], '#' .. seq)
          return known and {tonumber(seq), known} or {}
          """);

  private final RedisConnection redis;
  private final Channels channels;
  private final int maxMessages;
  private final long maxBytes;

  /// @param maxMessages the most messages of a chat; the newest are kept
  /// @param maxBytes the most bytes of all messages of a chat; the newest are kept
  public RedisMessageLog(RedisConnection redis, Channels channels, int maxMessages, long maxBytes) {
    this.redis = redis;
    this.channels = channels;
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  @Override
  public Optional<Result> append(
      Draft draft, Profile sender, @Nullable String connectionId, MessageId id, Instant at) {
    LogEntry entry = new LogEntry(draft, sender, connectionId, id, at);
    ChatId chat = draft.chatId();
    String json = RedisJson.write(entry);
    String channel = channels.of(new Topic.Chat(chat));
    List<?> told =
        redis.list(
            APPEND,
            keys(chat, channel),
            sender.id().value(),
            draft.tempId() == null ? "" : sender.id() + " " + draft.tempId().value(),
            id.value(),
            json,
            channels.publishCommand(),
            maxMessages,
            maxBytes,
            KEPT.toMillis(),
            channels.appendKey(channel, json),
            connectionId == null ? "" : connectionId);
    return switch (told.size()) {
      case 0 -> Optional.empty();
      case 2 -> {
        int receivers = Math.toIntExact((Long) told.get(1));
        yield Optional.of(new Result(entry.at((Long) told.get(0)), false, receivers));
      }
      default -> Optional.of(new Result(posted(told, 1), true, 0));
    };
  }

  private List<String> keys(ChatId chat, String channel) {
    return List.of(
        redis.keys().of(chat, "members"),
        headKey(chat),
        log(chat),
        ids(chat),
        redis.keys().of(chat, "temps"),
        channel,
        redis.keys().of(chat, "reactions"),
        redis.keys().of(chat, "reacted"));
  }

  /// @param told places and entries by turns
  private static Posted posted(List<?> told, int index) {
    return RedisJson.read(LogEntry.class, (String) told.get(index + 1)).at((Long) told.get(index));
  }

  @Override
  public Page after(ChatId chat, long seq, int maxEntries, long maxBytes) {
    long first = Math.min(seq, Long.MAX_VALUE - 1) + 1;
    List<?> told = redis.list(PAGE, List.of(log(chat), ids(chat)), first, maxEntries, maxBytes);
    List<Posted> entries = new ArrayList<>();
    for (int i = 1; i < told.size(); i += 2) {
      entries.add(posted(told, i));
    }
    return new Page(entries, (Long) told.getFirst() == 1);
  }

  @Override
  public Optional<Reference> find(ChatId chat, MessageId message) {
    List<?> told = redis.list(FIND, List.of(ids(chat)), message.value());
    return told.isEmpty()
        ? Optional.empty()
        : Optional.of(reference((Long) told.get(0), (String) told.get(1)));
  }

  @Override
  public List<Reference> references(ChatId chat, long seq, int count) {
    Set<String> places =
        LongStream.rangeClosed(seq + 1, seq + count)
            .mapToObj(place -> "#" + place)
            .collect(Collectors.toSet());
    Map<String, String> found =
        redis.call(
            ids(chat),
            r -> r.<String, String>getMap(ids(chat), StringCodec.INSTANCE).getAllAsync(places));
    return found.entrySet().stream()
        .map(place -> reference(Long.parseLong(place.getKey().substring(1)), place.getValue()))
        .sorted(Comparator.comparingLong(Reference::seq))
        .toList();
  }

  /// @param told author, id and size, as in the hash of ids
  private static Reference reference(long seq, String told) {
    String[] parts = told.split(" ", 3);
    return new Reference(new MessageId(parts[1]), seq, new UserId(parts[0]));
  }

  @Override
  public long head(ChatId chat) {
    return number(
        redis.<@Nullable String>call(
            headKey(chat),
            r -> r.<String>getBucket(headKey(chat), StringCodec.INSTANCE).getAsync()));
  }

  @Override
  public Map<ChatId, Long> heads(Collection<ChatId> chats) {
    List<ChatId> all = chats.stream().distinct().toList();
    List<@Nullable String> found =
        redis.each(
            all,
            this::headKey,
            (batch, chat) ->
                batch.<@Nullable String>getBucket(headKey(chat), StringCodec.INSTANCE).getAsync());
    Map<ChatId, Long> heads = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      heads.put(all.get(i), number(found.get(i)));
    }
    return Map.copyOf(heads);
  }

  @Override
  public void delete(ChatId chat) {
    redis.number(
        DELETE,
        List.of(
            log(chat),
            ids(chat),
            redis.keys().of(chat, "temps"),
            redis.keys().of(chat, "reactions"),
            redis.keys().of(chat, "reacted")));
  }

  private static long number(@Nullable String text) {
    return text == null ? 0 : Long.parseLong(text);
  }

  private String headKey(ChatId chat) {
    return redis.keys().of(chat, "head");
  }

  private String log(ChatId chat) {
    return redis.keys().of(chat, "log");
  }

  private String ids(ChatId chat) {
    return redis.keys().of(chat, "ids");
  }
}
