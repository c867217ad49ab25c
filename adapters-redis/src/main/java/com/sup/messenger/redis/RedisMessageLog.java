package com.sup.messenger.redis;

import com.sup.messenger.application.port.MessageLog;
import com.sup.messenger.application.port.Topic;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.Posted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.client.codec.StringCodec;

/// A log a chat, as a stream; an append is one script, membership and publication with it.
final class RedisMessageLog implements MessageLog {

  /// For how long a chat's messages are kept from the last one on.
  static final Duration KEPT = Duration.ofDays(30);

  /// So many at most come in one answer, of which each may have 72 KiB.
  private static final int PAGE = 100;

  private static final Script APPEND = Script.named("log-append");

  private static final Script DELETE = new Script("return redis.call('UNLINK', unpack(KEYS))");

  private static final Script FIND =
      new Script(
          """
          local seq = redis.call('HGET', KEYS[2], ARGV[1])
          local found = seq and redis.call('XRANGE', KEYS[1], seq .. '-0', seq .. '-0')[1]
          return found and {tonumber(seq), found[2][2]} or {}
          """);

  private final RedisConnection redis;
  private final Channels channels;
  private final int maxMessages;

  /// @param maxMessages the newest so many messages of a chat are kept
  RedisMessageLog(RedisConnection redis, Channels channels, int maxMessages) {
    this.redis = redis;
    this.channels = channels;
    this.maxMessages = maxMessages;
  }

  @Override
  public Optional<Result> append(
      Draft draft, Profile sender, @Nullable DeviceId device, MessageId id, Instant at) {
    LogEntry entry = new LogEntry(draft, sender, device, id, at);
    ChatId chat = draft.chatId();
    List<?> told =
        redis.list(
            APPEND,
            List.of(
                Keys.of(chat, "members"),
                headKey(chat),
                log(chat),
                ids(chat),
                Keys.of(chat, "temps"),
                Channels.of(new Topic.Chat(chat)),
                RedisReactionBook.reactions(chat),
                RedisReactionBook.reacted(chat)),
            sender.id().value(),
            draft.tempId() == null ? "" : sender.id() + " " + draft.tempId().value(),
            id.value(),
            Json.write(entry),
            channels.publishCommand(),
            maxMessages,
            KEPT.toMillis());
    return switch (told.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new Result(entry.at((Long) told.getFirst()), false));
      default -> Optional.of(new Result(posted(told), true));
    };
  }

  private static Posted posted(List<?> seqAndEntry) {
    return posted((Long) seqAndEntry.get(0), (String) seqAndEntry.get(1));
  }

  private static Posted posted(long seq, String entry) {
    return Json.read(LogEntry.class, entry).at(seq);
  }

  @Override
  public List<Posted> after(ChatId chat, long seq, int limit) {
    List<Posted> all = new ArrayList<>();
    long last = seq;
    while (all.size() < limit) {
      List<Posted> page = page(chat, last, Math.min(PAGE, limit - all.size()));
      if (page.isEmpty()) {
        break;
      }
      all.addAll(page);
      last = page.getLast().message().seq();
    }
    return List.copyOf(all);
  }

  private List<Posted> page(ChatId chat, long seq, int limit) {
    StreamRangeArgs range =
        StreamRangeArgs.startId(new StreamMessageId(seq + 1, 0))
            .endId(StreamMessageId.MAX)
            .count(limit);
    Map<StreamMessageId, Map<String, String>> found =
        redis.call(
            r -> r.<String, String>getStream(log(chat), StringCodec.INSTANCE).rangeAsync(range));
    return found.entrySet().stream()
        .map(e -> posted(e.getKey().getId0(), e.getValue().getOrDefault("entry", "")))
        .toList();
  }

  @Override
  public Optional<Posted> find(ChatId chat, MessageId message) {
    List<?> found = redis.list(FIND, List.of(log(chat), ids(chat)), message.value());
    return found.isEmpty() ? Optional.empty() : Optional.of(posted(found));
  }

  @Override
  public long head(ChatId chat) {
    return number(
        redis.<@Nullable String>call(
            r -> r.<String>getBucket(headKey(chat), StringCodec.INSTANCE).getAsync()));
  }

  @Override
  public Map<ChatId, Long> heads(Collection<ChatId> chats) {
    List<ChatId> all = chats.stream().distinct().toList();
    List<@Nullable String> found =
        redis.each(
            all,
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
            Keys.of(chat, "temps"),
            RedisReactionBook.reactions(chat),
            RedisReactionBook.reacted(chat)));
  }

  private static long number(@Nullable String text) {
    return text == null ? 0 : Long.parseLong(text);
  }

  private static String headKey(ChatId chat) {
    return Keys.of(chat, "head");
  }

  private static String log(ChatId chat) {
    return Keys.of(chat, "log");
  }

  private static String ids(ChatId chat) {
    return Keys.of(chat, "ids");
  }
}
