package com.sup.messenger.redis.store;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.chat.Revised;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.json.LogEntry;
import com.sup.messenger.redis.json.RedisJson;
import com.sup.messenger.redis.pubsub.Announcement;
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
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RBatch;
import org.redisson.client.codec.StringCodec;

/// The log of a chat as a hash: place to entry. One script checks the membership, appends and
/// publishes.
///
/// A hash beside it has the place of each message. It also has the author, id and size of the entry
/// at each place. So no content is read to find a message, or to count how many fit.
public final class RedisMessageLog implements MessageLog {

  /// The time for which the messages of a chat are kept after the last one.
  static final Duration KEPT = Duration.ofDays(30);

  private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

  private static final String COMMON = "log-common";

  private static final Script APPEND = script("log-append", "announce");
  private static final Script REPLACE = script("log-replace", "announce");
  private static final Script PAGE = script("log-page");
  private static final Script EXPIRING = script("log-expiring");
  private static final Script REPLACED = script("log-replaced");
  private static final Script UNREAD = script("log-unread");
  private static final Script NEWEST = script("log-newest");

  private static final Script DELETE =
      new Script(
          """
          -- The last key has the revision, which stays.
          redis.call('HDEL', KEYS[#KEYS], 'at')
          return redis.call('UNLINK', unpack(KEYS, 1, #KEYS - 1))
          """);

  private static final Script FIND =
      new Script(
          """
          local seq = redis.call('HGET', KEYS[1], ARGV[1])
          local known = seq and redis.call('HGET', KEYS[1], '#' .. seq)
          return known and {tonumber(seq), known} or {}
          """);

  private static final Script READ =
      new Script(
          """
          local seq = redis.call('HGET', KEYS[1], ARGV[1])
          local known = seq and redis.call('HGET', KEYS[1], '#' .. seq)
          return known and {tonumber(seq), known, redis.call('HGET', KEYS[2], seq)} or {}
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

  private static Script script(String name, String... others) {
    String[] all = Stream.concat(Stream.of(COMMON), Stream.of(others)).toArray(String[]::new);
    return Script.named(name, RedisMessageLog.class, all);
  }

  /// Returns the keys of all scripts, in the order of `log-common`.
  private List<String> keys(ChatId chat) {
    return Stream.of(
            "members",
            "head",
            "entries",
            "ids",
            "temps",
            "",
            "now",
            "authored",
            "mentioned",
            "gone",
            "replaced",
            "expiring",
            "reactions",
            "reacted")
        .map(what -> what.isEmpty() ? channels.of(chat) : redis.keys().of(chat, what))
        .toList();
  }

  @Override
  public Optional<Result> append(
      Draft draft, Profile sender, @Nullable String connectionId, MessageId id, Instant at) {
    LogEntry entry = LogEntry.of(draft, sender, connectionId, id, at);
    Announcement news = channels.announcement(draft.chatId(), Announcement.appended(entry));
    List<?> told =
        redis.list(
            APPEND,
            keys(draft.chatId()),
            sender.id().value(),
            draft.tempId() == null ? "" : sender.id() + " " + draft.tempId().value(),
            id.value(),
            RedisJson.write(entry),
            news.rest(),
            news.command(),
            news.key(),
            connectionId == null ? "" : connectionId,
            at.toEpochMilli(),
            draft.silent() ? 1 : 0,
            draft.lifetime() == null ? "" : at.plus(draft.lifetime()).toEpochMilli(),
            mentions(draft.metadata()),
            maxMessages,
            maxBytes,
            KEPT.toMillis());
    return told.isEmpty() ? Optional.empty() : Optional.of(result(entry, told));
  }

  /// @param told place, revision and number of members; for a repeat, also the first entry
  private static Result result(LogEntry entry, List<?> told) {
    if (told.size() > 3) {
      return new Result(posted(told.get(0), told.get(1), told.get(3)), true, 0);
    }
    Posted posted = entry.at((Long) told.get(0), (Long) told.get(1));
    return new Result(posted, false, Math.toIntExact((Long) told.get(2)));
  }

  private static String mentions(@Nullable Metadata metadata) {
    return metadata == null
        ? ""
        : metadata.mentions().stream().map(UserId::value).collect(Collectors.joining(" "));
  }

  private static Posted posted(Object seq, Object rev, Object entry) {
    return RedisJson.read(LogEntry.class, (String) entry).at((Long) seq, (Long) rev);
  }

  /// Reads places, revisions and entries by turns, after the first element.
  private static List<Posted> entries(List<?> told) {
    List<Posted> entries = new ArrayList<>();
    for (int i = 1; i < told.size(); i += 3) {
      entries.add(posted(told.get(i), told.get(i + 1), told.get(i + 2)));
    }
    return entries;
  }

  @Override
  public boolean replace(Posted next, Envelope.@Nullable Origin cause) {
    LogEntry entry = LogEntry.of(next);
    ChatId chat = next.message().chatId();
    Announcement news =
        channels.announcement(chat, Announcement.replaced(entry, next.rev(), cause));
    Message message = next.message() instanceof Message edited ? edited : null;
    Instant expiresAt = message == null ? null : message.expiresAt();
    return redis.number(
            REPLACE,
            keys(chat),
            next.message().id().value(),
            next.message().seq(),
            next.message().version(),
            next.message() instanceof DeletedMessage ? 1 : 0,
            RedisJson.write(entry),
            news.rest(),
            news.command(),
            news.key(),
            expiresAt == null ? "" : expiresAt.toEpochMilli(),
            message == null ? "" : mentions(message.metadata()),
            maxMessages,
            maxBytes,
            KEPT.toMillis())
        == 1;
  }

  @Override
  public Expiring expiring(ChatId chat, Instant upTo, int max) {
    List<?> told = redis.list(EXPIRING, keys(chat), millis(upTo), max);
    long next = (Long) told.getFirst();
    return new Expiring(
        entries(told), next < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(next)));
  }

  private static long millis(Instant time) {
    return time.isAfter(LATEST) ? LATEST.toEpochMilli() : time.toEpochMilli();
  }

  @Override
  public Page after(ChatId chat, long seq, int maxEntries, long maxBytes) {
    return page(chat, Math.min(seq, Long.MAX_VALUE - 1) + 1, 1, maxEntries, maxBytes);
  }

  @Override
  public Page before(ChatId chat, long seq, int maxEntries, long maxBytes) {
    return page(chat, seq - 1, -1, maxEntries, maxBytes);
  }

  private Page page(ChatId chat, long first, int step, int maxEntries, long maxBytes) {
    List<?> told = redis.list(PAGE, keys(chat), first, step, maxEntries, maxBytes);
    return new Page(entries(told), (Long) told.getFirst() == 1);
  }

  @Override
  public RevisedPage replacedSince(
      ChatId chat, long rev, long afterSeq, int maxEntries, long maxBytes) {
    List<?> told = redis.list(REPLACED, keys(chat), rev, afterSeq, maxEntries, maxBytes);
    List<Revised<Posted>> entries = new ArrayList<>();
    for (int i = 1; i < told.size(); i += 4) {
      Posted posted = posted(told.get(i + 1), told.get(i + 2), told.get(i + 3));
      entries.add(new Revised<>((Long) told.get(i), posted));
    }
    return new RevisedPage(entries, (Long) told.getFirst() == 1);
  }

  @Override
  public Optional<Posted> read(ChatId chat, MessageId message) {
    List<?> told =
        redis.list(READ, List.of(ids(chat), redis.keys().of(chat, "entries")), message.value());
    if (told.isEmpty()) {
      return Optional.empty();
    }
    long rev = reference((Long) told.get(0), (String) told.get(1)).rev();
    return Optional.of(posted(told.get(0), rev, told.get(2)));
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

  /// @param told author, id, size, revision and more, as in the hash of ids
  private static Reference reference(long seq, String told) {
    String[] parts = told.split(" ", 5);
    return new Reference(
        new MessageId(parts[1]), seq, new UserId(parts[0]), Long.parseLong(parts[3]));
  }

  @Override
  public Map<ChatId, Unread> unread(UserId user, Map<ChatId, Long> places) {
    Map<ChatId, Unread> unread = new HashMap<>();
    byChat(
            places.keySet(),
            (batch, chat) ->
                RedisConnection.step(
                    batch, UNREAD, keys(chat), user.value(), places.getOrDefault(chat, 0L)))
        .forEach(
            (chat, told) -> unread.put(chat, new Unread((Long) told.get(0), (Long) told.get(1))));
    return unread;
  }

  @FunctionalInterface
  private interface Question {
    CompletionStage<List<?>> ask(RBatch batch, ChatId chat);
  }

  private Map<ChatId, List<?>> byChat(Collection<ChatId> chats, Question question) {
    List<ChatId> all = chats.stream().distinct().toList();
    List<List<?>> told = redis.each(all, this::headKey, question::ask);
    Map<ChatId, List<?>> byChat = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      byChat.put(all.get(i), told.get(i));
    }
    return byChat;
  }

  @Override
  public long head(ChatId chat) {
    String head =
        redis.<@Nullable String>call(
            headKey(chat),
            r -> r.<String>getBucket(headKey(chat), StringCodec.INSTANCE).getAsync());
    return head == null ? 0 : Long.parseLong(head);
  }

  private static final Script HEAD =
      new Script(
          """
          -- Returns {place, revision, time of the newest message in ms or ''}
          local now = redis.call('HMGET', KEYS[2], 'rev', 'at')
          return {tonumber(redis.call('GET', KEYS[1]) or 0), tonumber(now[1] or 0), now[2] or ''}
          """);

  @Override
  public Map<ChatId, Head> heads(Collection<ChatId> chats) {
    Map<ChatId, Head> heads = new HashMap<>();
    byChat(
            chats,
            (batch, chat) ->
                RedisConnection.step(
                    batch, HEAD, List.of(headKey(chat), redis.keys().of(chat, "now"))))
        .forEach((chat, told) -> heads.put(chat, head(told)));
    return heads;
  }

  private static Head head(List<?> told) {
    String at = (String) told.get(2);
    return new Head(
        new Position((Long) told.get(0), (Long) told.get(1)),
        at.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(at)));
  }

  @Override
  public Map<ChatId, Posted> newest(Collection<ChatId> chats) {
    Map<ChatId, Posted> newest = new HashMap<>();
    byChat(chats, (batch, chat) -> RedisConnection.step(batch, NEWEST, keys(chat)))
        .forEach(
            (chat, told) -> {
              if (!told.isEmpty()) {
                newest.put(chat, posted(told.get(0), told.get(1), told.get(2)));
              }
            });
    return newest;
  }

  @Override
  public void delete(ChatId chat) {
    List<String> all = new ArrayList<>(keys(chat));
    all.removeAll(
        List.of(
            redis.keys().of(chat, "members"),
            headKey(chat),
            redis.keys().of(chat, "now"),
            channels.of(chat)));
    all.add(redis.keys().of(chat, "now"));
    redis.number(DELETE, all);
  }

  private String headKey(ChatId chat) {
    return redis.keys().of(chat, "head");
  }

  private String ids(ChatId chat) {
    return redis.keys().of(chat, "ids");
  }
}
