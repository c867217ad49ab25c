package com.sup.messenger.redis;

import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.Snapshot;
import java.time.Duration;
import java.util.Optional;

/// Dropped sessions in Redis, gone by themselves.
final class RedisSessionStore implements SessionStore {

  private static final Duration LIFE = Duration.ofMinutes(2);

  private final RedisConnection redis;

  RedisSessionStore(RedisConnection redis) {
    this.redis = redis;
  }

  @Override
  public void keep(String key, Snapshot snapshot) {
    String json = Json.write(snapshot);
    redis.call(r -> r.<String>getBucket(Keys.ofSession(key)).setAsync(json, LIFE));
  }

  @Override
  public Optional<Snapshot> claim(String key) {
    String name = Keys.ofSession(key);
    String json = redis.call(r -> r.<String>getBucket(name).getAsync());
    // Not at once by GETDEL: one that is not answered in time may still be done, later, for nobody.
    if (json == null
        || !redis.call(r -> r.<String>getBucket(name).compareAndSetAsync(json, null))) {
      return Optional.empty();
    }
    return Optional.of(Json.read(Snapshot.class, json));
  }
}
