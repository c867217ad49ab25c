package com.sup.messenger.redis.store.chat;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.chat.MessageLog.Result;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes the entries of logs. An entry is encoded once: its script stores these bytes and
/// publishes them.
final class LogWriter {

  private static final Script APPEND = LogScripts.named("log-append", "log-write", "announce");
  private static final Script REPLACE = LogScripts.named("log-replace", "log-write", "announce");

  private static final Script DELETE =
      new Script(
          """
          -- The last key has the head and the revision, which stay.
          redis.call('HDEL', KEYS[#KEYS], 'at')
          return redis.call('UNLINK', unpack(KEYS, 1, #KEYS - 1))
          """);

  private final RedisConnection redis;
  private final Channels channels;
  private final LogScripts scripts;
  private final int maxMessages;
  private final long maxBytes;

  LogWriter(
      RedisConnection redis,
      Channels channels,
      LogScripts scripts,
      int maxMessages,
      long maxBytes) {
    this.redis = redis;
    this.channels = channels;
    this.scripts = scripts;
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  Optional<Result> append(
      Draft draft, Profile sender, @Nullable String connectionId, MessageId id, Instant at) {
    LogEntry entry = LogEntry.of(draft, sender, connectionId, id, at);
    String json = RedisJson.write(entry);
    Announcement news = channels.announcement(draft.chatId(), Announcement.appended(json));
    List<?> told =
        redis.list(
            APPEND,
            scripts.keys(draft.chatId()),
            sender.id().value(),
            draft.tempId() == null ? "" : sender.id() + " " + draft.tempId().value(),
            id.value(),
            json,
            news.command(),
            news.key(),
            connectionId == null ? "" : connectionId,
            at.toEpochMilli(),
            draft.silent() ? 1 : 0,
            draft.lifetime() == null ? "" : at.plus(draft.lifetime()).toEpochMilli(),
            mentions(draft.metadata()),
            maxMessages,
            maxBytes,
            RedisMessageLog.KEPT.toMillis());
    return told.isEmpty() ? Optional.empty() : Optional.of(result(entry, told));
  }

  /// @param told place, revision and number of members; for a repeat, also the first entry
  private static Result result(LogEntry entry, List<?> told) {
    if (told.size() > 3) {
      return new Result(LogReader.posted(told.get(0), told.get(1), told.get(3)), true, 0);
    }
    Posted posted = entry.at((Long) told.get(0), (Long) told.get(1));
    return new Result(posted, false, Math.toIntExact((Long) told.get(2)));
  }

  private static String mentions(@Nullable Metadata metadata) {
    return metadata == null
        ? ""
        : metadata.mentions().stream().map(UserId::value).collect(Collectors.joining(" "));
  }

  boolean replace(Posted next, Envelope.@Nullable Origin cause) {
    ChatId chat = next.message().chatId();
    String json = RedisJson.write(LogEntry.of(next));
    Announcement news = channels.announcement(chat, Announcement.replaced(json, next.rev(), cause));
    Message message = next.message() instanceof Message edited ? edited : null;
    Instant expiresAt = message == null ? null : message.expiresAt();
    return redis.number(
            REPLACE,
            scripts.keys(chat),
            next.message().id().value(),
            next.message().seq(),
            next.message().version(),
            next.message() instanceof DeletedMessage ? 1 : 0,
            json,
            news.rest(),
            news.command(),
            news.key(),
            expiresAt == null ? "" : expiresAt.toEpochMilli(),
            message == null ? "" : mentions(message.metadata()),
            maxMessages,
            maxBytes,
            RedisMessageLog.KEPT.toMillis())
        == 1;
  }

  void delete(ChatId chat) {
    List<String> all = new ArrayList<>(scripts.keys(chat));
    all.removeAll(
        List.of(
            redis.keys().of(chat, "members"),
            redis.keys().of(chat, "reactions"),
            redis.keys().of(chat, "reacted"),
            channels.of(chat),
            scripts.now(chat)));
    all.add(scripts.now(chat));
    redis.number(DELETE, all);
  }
}
