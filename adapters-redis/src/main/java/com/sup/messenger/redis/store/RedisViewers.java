package com.sup.messenger.redis.store;

import com.sup.messenger.application.port.Viewers;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Viewers in Redis, in two slots: the chats that a connection views, and the viewers of a chat.
///
/// The connection's side is written first and removed last. So it always has all that the chat's
/// side has. If a step fails, the exit of the connection still removes everything.
public final class RedisViewers implements Viewers {

  private static final Script ENTER =
      new Script(
          """
          -- KEYS: views, user to views; ARGV: view, user
          return {redis.call('SADD', KEYS[1], ARGV[1]) == 1
              and redis.call('HINCRBY', KEYS[2], ARGV[2], 1) == 1 and 1 or 0}
          """);

  private static final Script EXIT =
      new Script(
          """
          -- KEYS: views, user to views; ARGV: view, user
          return {redis.call('SREM', KEYS[1], ARGV[1]) == 1
              and redis.call('HINCRBY', KEYS[2], ARGV[2], -1) < 1
              and redis.call('HDEL', KEYS[2], ARGV[2]) or 0}
          """);

  private static final List<Long> YES = List.of(1L);

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

  private boolean run(Script script, ChatId chat, UserId user, String connectionId) {
    return redis.list(script, keys(chat), view(user, connectionId), user.value()).equals(YES);
  }

  private List<String> keys(ChatId chat) {
    return List.of(redis.keys().of(chat, "views"), redis.keys().of(chat, "viewers"));
  }

  // No id has a blank.
  private static String view(UserId user, String connectionId) {
    return user.value() + " " + connectionId;
  }

  @Override
  public Set<ChatId> exit(Collection<ChatId> chats, UserId user, String connectionId) {
    List<ChatId> all = List.copyOf(chats);
    List<List<?>> last =
        redis.each(
            all,
            chat -> keys(chat).getFirst(),
            (batch, chat) ->
                RedisConnection.step(
                    batch, EXIT, keys(chat), view(user, connectionId), user.value()));
    return IntStream.range(0, all.size())
        .filter(i -> last.get(i).equals(YES))
        .mapToObj(all::get)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void forget(UserId user, String connectionId) {
    String chats = chats(user, connectionId);
    redis.call(chats, r -> r.getKeys().deleteAsync(chats));
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
