package com.sup.messenger.redis.store.chat;

import com.sup.messenger.application.port.chat.MessageLog.Head;
import com.sup.messenger.application.port.chat.MessageLog.Unread;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.redisson.api.RBatch;

/// Reads the newest places of many chats, in few packets.
final class LogHeads {

  private static final Script UNREAD = LogScripts.named("log-unread");
  private static final Script NEWEST = LogScripts.named("log-newest");

  private static final Script HEAD =
      new Script(
          """
          -- KEYS: the head and the revision
          -- Returns {place, revision, time of the newest message in ms or ''}
          local now = redis.call('HMGET', KEYS[1], 'seq', 'rev', 'at')
          return {tonumber(now[1] or 0), tonumber(now[2] or 0), now[3] or ''}
          """);

  private final RedisConnection redis;
  private final LogScripts scripts;

  LogHeads(RedisConnection redis, LogScripts scripts) {
    this.redis = redis;
    this.scripts = scripts;
  }

  @FunctionalInterface
  private interface Question {
    CompletionStage<List<?>> ask(RBatch batch, ChatId chat);
  }

  private Map<ChatId, List<?>> byChat(Collection<ChatId> chats, Question question) {
    List<ChatId> all = chats.stream().distinct().toList();
    List<List<?>> told = redis.each(all, scripts::now, question::ask);
    Map<ChatId, List<?>> byChat = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      byChat.put(all.get(i), told.get(i));
    }
    return byChat;
  }

  Map<ChatId, Unread> unread(UserId user, Map<ChatId, Long> places) {
    Map<ChatId, Unread> unread = new HashMap<>();
    byChat(
            places.keySet(),
            (batch, chat) ->
                RedisConnection.step(
                    batch, UNREAD, scripts.keys(chat), user.value(), places.getOrDefault(chat, 0L)))
        .forEach(
            (chat, told) -> unread.put(chat, new Unread((Long) told.get(0), (Long) told.get(1))));
    return unread;
  }

  Map<ChatId, Head> heads(Collection<ChatId> chats) {
    Map<ChatId, Head> heads = new HashMap<>();
    byChat(chats, (batch, chat) -> RedisConnection.step(batch, HEAD, List.of(scripts.now(chat))))
        .forEach((chat, told) -> heads.put(chat, head(told)));
    return heads;
  }

  private static Head head(List<?> told) {
    String at = (String) told.get(2);
    return new Head(
        new Position((Long) told.get(0), (Long) told.get(1)),
        at.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(at)));
  }

  Map<ChatId, Posted> newest(Collection<ChatId> chats) {
    Map<ChatId, Posted> newest = new HashMap<>();
    byChat(chats, (batch, chat) -> RedisConnection.step(batch, NEWEST, scripts.keys(chat)))
        .forEach(
            (chat, told) -> {
              if (!told.isEmpty()) {
                newest.put(chat, LogReader.posted(told.get(0), told.get(1), told.get(2)));
              }
            });
    return newest;
  }
}
