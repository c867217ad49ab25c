package com.sup.messenger.redis.store;

import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.RedisKeys;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.json.RedisJson;
import com.sup.messenger.redis.pubsub.Seal;
import java.util.List;

/// Dropped sessions in Redis, which end by their time to live.
public final class RedisSessionStore implements SessionStore {

  private static final Script KEEP =
      new Script(
          """
          -- KEYS: session; ARGV: fence, snapshot, life in ms, user.
          local fence = redis.call('HGET', KEYS[1], 'fence')
          if fence and tonumber(fence) > tonumber(ARGV[1]) then
            return 0
          end
          redis.call('HSET', KEYS[1], 'fence', ARGV[1], 'snapshot', ARGV[2], 'user', ARGV[4])
          redis.call('HDEL', KEYS[1], 'claimed')
          return redis.call('PEXPIRE', KEYS[1], ARGV[3])
          """);

  private static final Script CLAIM =
      new Script(
          """
          -- KEYS: session; ARGV: ms after which a claim is overdue; the user; 1 if that one may go.
          -- Returns nothing; or 1 or 0, as the pending claim is overdue or not; or the fence and
          -- the snapshot, if the claim is granted.
          local kept = redis.call('HMGET', KEYS[1], 'snapshot', 'claimed', 'user')
          if not kept[1] then
            return {}
          end
          -- An instance of an earlier version keeps no user beside the snapshot, and seals nothing.
          local user = kept[3]
          if not user and string.sub(kept[1], 1, 1) == '{' then
            user = cjson.decode(kept[1]).user
          end
          if user ~= ARGV[2] then
            return {}
          end
          local time = redis.call('TIME')
          local now = time[1] * 1000 + math.floor(time[2] / 1000)
          if kept[2] then
            local overdue = now >= kept[2] + ARGV[1]
            if ARGV[3] == '0' or not overdue then
              return {overdue and 1 or 0}
            end
          end
          redis.call('HSET', KEYS[1], 'claimed', string.format('%d', now))
          return {tostring(redis.call('HINCRBY', KEYS[1], 'fence', 1)), kept[1]}
          """);

  private static final Script SETTLE =
      new Script(
          """
          -- KEYS: session; ARGV: fence, life in ms.
          local kept = redis.call('HMGET', KEYS[1], 'fence', 'claimed')
          if kept[1] ~= ARGV[1] or not kept[2] then
            return 0
          end
          redis.call('HDEL', KEYS[1], 'snapshot', 'claimed')
          return redis.call('PEXPIRE', KEYS[1], ARGV[2])
          """);

  private final RedisConnection redis;
  private final Seal seal;

  /// Creates a store on a connection.
  ///
  /// @param seal seals each snapshot; a session that it does not open is unknown
  public RedisSessionStore(RedisConnection redis, Seal seal) {
    this.redis = redis;
    this.seal = seal;
  }

  private List<String> key(String key) {
    return List.of(redis.keys().ofSession(key));
  }

  @Override
  public boolean keep(String key, Snapshot snapshot) {
    String sealed = seal.value(redis.keys().ofSession(key), RedisJson.write(snapshot));
    long kept =
        redis.number(
            KEEP, key(key), snapshot.fence(), sealed, LIFE.toMillis(), snapshot.user().value());
    return kept == 1;
  }

  @Override
  public Claim claim(String key, UserId user) {
    return claim(key, user, 0);
  }

  @Override
  public Claim claimOverdue(String key, UserId user) {
    return claim(key, user, 1);
  }

  private Claim claim(String key, UserId user, int overdueToo) {
    if (!RedisKeys.isOfSession(key)) {
      return new Claim.Unknown();
    }
    List<?> found = redis.list(CLAIM, key(key), PENDING.toMillis(), user.value(), overdueToo);
    return switch (found.size()) {
      case 0 -> new Claim.Unknown();
      case 1 -> new Claim.Pending(found.getFirst().equals(1L));
      default ->
          seal.openValue(redis.keys().ofSession(key), (String) found.get(1))
              .<Claim>map(json -> granted(json, (String) found.getFirst()))
              .orElseGet(Claim.Unknown::new);
    };
  }

  private static Claim granted(String json, String fence) {
    return new Claim.Granted(RedisJson.read(Snapshot.class, json).fencedBy(Long.parseLong(fence)));
  }

  @Override
  public void settle(String key, long fence) {
    redis.number(SETTLE, key(key), fence, LIFE.toMillis());
  }
}
