package com.sup.messenger.redis.store;

import com.sup.messenger.application.port.PresenceStore;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.Presence;
import com.sup.messenger.domain.presence.UserPresence;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.json.RedisJson;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Presence in Redis. A user who has left is kept for 30 days.
///
/// A step is computed here, and written if the presence is still the one that it started from.
/// Otherwise it is computed again from the new one.
public final class RedisPresenceStore implements PresenceStore {

  private static final long GONE_SECONDS = Duration.ofDays(30).toSeconds();

  /// More tries than there are steps of one user at a time. Each failed try has let another step
  /// through.
  private static final int MAX_TRIES = 128;

  private static final Script PUT =
      new Script(
          """
          -- KEYS: presence; ARGV: expected or nothing, next, life in s or 0. Returns the other value.
          local now = redis.call('GET', KEYS[1]) or ''
          if now ~= ARGV[1] then
            return {now}
          end
          redis.call('SET', KEYS[1], ARGV[2])
          if ARGV[3] ~= '0' then
            redis.call('EXPIRE', KEYS[1], ARGV[3])
          end
          return {}
          """);

  private final RedisConnection redis;

  public RedisPresenceStore(RedisConnection redis) {
    this.redis = redis;
  }

  private String key(UserId user) {
    return redis.keys().of(user, "presence");
  }

  @Override
  public Change change(UserId user, UnaryOperator<UserPresence> step) {
    String now = redis.call(key(user), r -> r.<String>getBucket(key(user)).getAsync());
    for (int i = 0; i < MAX_TRIES; i++) {
      UserPresence before = presence(user, now);
      UserPresence after = step.apply(before);
      List<?> instead = after.equals(before) ? List.of() : put(user, now, after);
      if (instead.isEmpty()) {
        return new Change(before, after);
      }
      now = (String) instead.getFirst();
    }
    throw new UnavailableException("Too many steps of a presence at the same time");
  }

  private List<?> put(UserId user, @Nullable String expected, UserPresence next) {
    long life = next instanceof UserPresence.Present ? 0 : GONE_SECONDS;
    String before = expected == null ? "" : expected;
    return redis.list(PUT, List.of(key(user)), before, RedisJson.write(next), life);
  }

  private static UserPresence presence(UserId user, @Nullable String json) {
    return json == null || json.isEmpty()
        ? UserPresence.unknown(user)
        : RedisJson.read(UserPresence.class, json);
  }

  @Override
  public List<Presence> of(Collection<UserId> users) {
    List<UserId> asked = List.copyOf(users);
    List<@Nullable String> known =
        redis.<UserId, @Nullable String>each(
            asked,
            this::key,
            (batch, user) -> batch.<@Nullable String>getBucket(key(user)).getAsync());
    return IntStream.range(0, asked.size())
        .mapToObj(i -> presence(asked.get(i), known.get(i)).shown())
        .toList();
  }
}
