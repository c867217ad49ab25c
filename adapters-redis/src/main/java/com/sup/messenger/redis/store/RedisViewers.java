package com.sup.messenger.redis.store;

import com.sup.messenger.application.port.Viewers;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Viewers in Redis, in two slots: the chats that a connection views, and the viewers of a chat.
///
/// The connection's side is written first and removed last. So it always has all that the chat's
/// side has. If a step fails, the exit of the connection still removes everything.
public final class RedisViewers implements Viewers {

  private static final Script ENTER =
      new Script(
          """
          -- KEYS: views, user to views; ARGV: view, user
          return redis.call('SADD', KEYS[1], ARGV[1]) == 1
              and redis.call('HINCRBY', KEYS[2], ARGV[2], 1) == 1 and 1 or 0
          """);

  private static final Script EXIT =
      new Script(
          """
          -- KEYS: views, user to views; ARGV: view, user
          return redis.call('SREM', KEYS[1], ARGV[1]) == 1
              and redis.call('HINCRBY', KEYS[2], ARGV[2], -1) < 1
              and redis.call('HDEL', KEYS[2], ARGV[2]) or 0
          """);

  private final RedisConnection redis;

  public RedisViewers(RedisConnection redis) {
    this.redis = redis;
  }

  private String chats(UserId user, String connectionId) {
    return redis.keys().of(user, "views:" + connectionId);
  }

  @Override
  public boolean enter(ChatId chat, UserId user, String connectionId) {
    String chats = chats(user, connectionId);
    redis.call(chats, r -> r.<String>getSet(chats).addAsync(chat.value()));
    return run(ENTER, chat, user, connectionId);
  }

  @Override
  public boolean exit(ChatId chat, UserId user, String connectionId) {
    boolean last = run(EXIT, chat, user, connectionId);
    String chats = chats(user, connectionId);
    redis.call(chats, r -> r.<String>getSet(chats).removeAsync(chat.value()));
    return last;
  }

  // No id has a blank.
  private boolean run(Script script, ChatId chat, UserId user, String connectionId) {
    List<String> keys = List.of(redis.keys().of(chat, "views"), redis.keys().of(chat, "viewers"));
    return redis.number(script, keys, user.value() + " " + connectionId, user.value()) == 1;
  }

  @Override
  public Set<ChatId> lookedAtBy(UserId user, String connectionId) {
    String chats = chats(user, connectionId);
    return redis.call(chats, r -> r.<String>getSet(chats).readAllAsync()).stream()
        .map(ChatId::new)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Set<UserId> of(ChatId chat) {
    String viewers = redis.keys().of(chat, "viewers");
    return redis.call(viewers, r -> r.<String, String>getMap(viewers).readAllKeySetAsync()).stream()
        .map(UserId::new)
        .collect(Collectors.toUnmodifiableSet());
  }
}
