package com.sup.messenger.redis.store.chat;

import com.sup.messenger.application.port.chat.MessageLog.Expiring;
import com.sup.messenger.application.port.chat.MessageLog.Page;
import com.sup.messenger.application.port.chat.MessageLog.Reference;
import com.sup.messenger.application.port.chat.MessageLog.RevisedPage;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Revised;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.json.LogEntry;
import com.sup.messenger.redis.json.RedisJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.redisson.client.codec.StringCodec;

/// Reads entries of the log of one chat.
final class LogReader {

  private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

  /// The flag of a deleted message in its note.
  private static final String DELETED = "d";

  private static final Script PAGE = LogScripts.named("log-page");
  private static final Script EXPIRING = LogScripts.named("log-expiring");
  private static final Script REPLACED = LogScripts.named("log-replaced");

  private static final Script FIND =
      new Script(
          """
          -- KEYS: log; ARGV: message id
          -- Returns {place, note}, or {}
          local seq = redis.call('HGET', KEYS[1], ARGV[1])
          return seq and {tonumber(seq), redis.call('HGET', KEYS[1], '#' .. seq)} or {}
          """);

  private static final Script READ =
      new Script(
          """
          -- KEYS: log; ARGV: message id
          -- Returns {place, note, entry}, or {}
          local seq = redis.call('HGET', KEYS[1], ARGV[1])
          local found = seq and redis.call('HMGET', KEYS[1], '#' .. seq, '=' .. seq)
          return found and {tonumber(seq), found[1], found[2]} or {}
          """);

  private final RedisConnection redis;
  private final LogScripts scripts;

  LogReader(RedisConnection redis, LogScripts scripts) {
    this.redis = redis;
    this.scripts = scripts;
  }

  Expiring expiring(ChatId chat, Instant upTo, int max) {
    List<?> told = redis.list(EXPIRING, scripts.keys(chat), millis(upTo), max);
    long next = (Long) told.getFirst();
    return new Expiring(
        entries(told), next < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(next)));
  }

  private static long millis(Instant time) {
    return time.isAfter(LATEST) ? LATEST.toEpochMilli() : time.toEpochMilli();
  }

  /// @param step 1 or -1, the direction
  Page page(ChatId chat, long first, int step, int maxEntries, long maxBytes) {
    List<?> told = redis.list(PAGE, scripts.keys(chat), first, step, maxEntries, maxBytes);
    return new Page(entries(told), (Long) told.getFirst() == 1);
  }

  RevisedPage replacedSince(ChatId chat, long rev, long afterSeq, int maxEntries, long maxBytes) {
    List<?> told = redis.list(REPLACED, scripts.keys(chat), rev, afterSeq, maxEntries, maxBytes);
    List<Revised<Posted>> entries = new ArrayList<>();
    for (int i = 1; i < told.size(); i += 4) {
      Posted posted = posted(told.get(i + 1), told.get(i + 2), told.get(i + 3));
      entries.add(new Revised<>((Long) told.get(i), posted));
    }
    return new RevisedPage(entries, (Long) told.getFirst() == 1);
  }

  Optional<Posted> read(ChatId chat, MessageId message) {
    List<?> told = redis.list(READ, List.of(scripts.log(chat)), message.value());
    if (told.isEmpty()) {
      return Optional.empty();
    }
    long rev = reference((Long) told.get(0), (String) told.get(1)).rev();
    return Optional.of(posted(told.get(0), rev, told.get(2)));
  }

  Optional<Reference> find(ChatId chat, MessageId message) {
    List<?> told = redis.list(FIND, List.of(scripts.log(chat)), message.value());
    return told.isEmpty()
        ? Optional.empty()
        : Optional.of(reference((Long) told.get(0), (String) told.get(1)));
  }

  List<Reference> references(ChatId chat, long seq, int count) {
    Set<String> places =
        LongStream.rangeClosed(seq + 1, seq + count)
            .mapToObj(place -> "#" + place)
            .collect(Collectors.toSet());
    String log = scripts.log(chat);
    Map<String, String> found =
        redis.call(
            log, r -> r.<String, String>getMap(log, StringCodec.INSTANCE).getAllAsync(places));
    return found.entrySet().stream()
        .map(place -> reference(Long.parseLong(place.getKey().substring(1)), place.getValue()))
        .sorted(Comparator.comparingLong(Reference::seq))
        .toList();
  }

  /// @param note author, id, size, revision, version, count, flag and `tempId`
  private static Reference reference(long seq, String note) {
    String[] parts = note.split(" ", 8);
    return new Reference(
        new MessageId(parts[1]),
        seq,
        new UserId(parts[0]),
        Long.parseLong(parts[3]),
        parts[6].equals(DELETED));
  }

  /// Reads places, revisions and entries by turns, after the first element.
  private static List<Posted> entries(List<?> told) {
    List<Posted> entries = new ArrayList<>();
    for (int i = 1; i < told.size(); i += 3) {
      entries.add(posted(told.get(i), told.get(i + 1), told.get(i + 2)));
    }
    return entries;
  }

  /// Reads an entry that a script has returned with its place and revision.
  static Posted posted(Object seq, Object rev, Object entry) {
    return RedisJson.read(LogEntry.class, (String) entry).at((Long) seq, (Long) rev);
  }
}
