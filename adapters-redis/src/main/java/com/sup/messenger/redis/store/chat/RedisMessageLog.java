package com.sup.messenger.redis.store.chat;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.pubsub.Channels;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The log of a chat as one hash: the entries by place, and a note for each.
///
/// A note has the author, id and size of an entry. So no content is read to find a message, or to
/// count how many fit. One script checks the membership, appends and publishes.
public final class RedisMessageLog implements MessageLog {

  /// The time for which the messages of a chat are kept after the last one.
  static final Duration KEPT = Duration.ofDays(30);

  private final LogWriter writer;
  private final LogReader reader;
  private final LogHeads heads;

  /// @param maxMessages the most messages of a chat; the newest are kept
  /// @param maxBytes the most bytes of all messages of a chat; the newest are kept
  public RedisMessageLog(RedisConnection redis, Channels channels, int maxMessages, long maxBytes) {
    LogScripts scripts = new LogScripts(redis.keys(), channels);
    this.writer = new LogWriter(redis, channels, scripts, maxMessages, maxBytes);
    this.reader = new LogReader(redis, scripts);
    this.heads = new LogHeads(redis, scripts);
  }

  @Override
  public Optional<Result> append(
      Draft draft, Profile sender, @Nullable String connectionId, MessageId id, Instant at) {
    return writer.append(draft, sender, connectionId, id, at);
  }

  @Override
  public boolean replace(Posted next, Envelope.@Nullable Origin cause) {
    return writer.replace(next, cause);
  }

  @Override
  public void delete(ChatId chat) {
    writer.delete(chat);
  }

  @Override
  public Expiring expiring(ChatId chat, Instant upTo, int max) {
    return reader.expiring(chat, upTo, max);
  }

  @Override
  public Page after(ChatId chat, long seq, int maxEntries, long maxBytes) {
    return reader.page(chat, Math.min(seq, Long.MAX_VALUE - 1) + 1, 1, maxEntries, maxBytes);
  }

  @Override
  public Page before(ChatId chat, long seq, int maxEntries, long maxBytes) {
    return reader.page(chat, seq - 1, -1, maxEntries, maxBytes);
  }

  @Override
  public RevisedPage replacedSince(
      ChatId chat, long rev, long afterSeq, int maxEntries, long maxBytes) {
    return reader.replacedSince(chat, rev, afterSeq, maxEntries, maxBytes);
  }

  @Override
  public Optional<Posted> read(ChatId chat, MessageId message) {
    return reader.read(chat, message);
  }

  @Override
  public Optional<Reference> find(ChatId chat, MessageId message) {
    return reader.find(chat, message);
  }

  @Override
  public List<Reference> references(ChatId chat, long seq, int count) {
    return reader.references(chat, seq, count);
  }

  @Override
  public Map<ChatId, Unread> unread(UserId user, Map<ChatId, Long> places) {
    return heads.unread(user, places);
  }

  @Override
  public long head(ChatId chat) {
    return heads(List.of(chat)).getOrDefault(chat, Head.NONE).position().seq();
  }

  @Override
  public Map<ChatId, Head> heads(Collection<ChatId> chats) {
    return heads.heads(chats);
  }

  @Override
  public Map<ChatId, Posted> newest(Collection<ChatId> chats) {
    return heads.newest(chats);
  }
}
