package com.sup.messenger.redis.store;

import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.json.RedisJson;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.redisson.api.RMapAsync;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/// The roster, kept twice: by user and by instance.
///
/// The instance's side is written first, and removed last. So a half-written entry is always found
/// at its instance, and mended there.
public final class RedisConnectionRegistry implements ConnectionRegistry {

  private static final Script REENTER =
      new Script(
          """
          local entry = redis.call('HGET', KEYS[1], ARGV[1])
          if entry and cjson.decode(entry).instance ~= ARGV[2] then
            return 0
          end
          redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
          return 1
          """);

  private static final Script EXIT =
      new Script(
          """
          local entry = redis.call('HGET', KEYS[1], ARGV[1])
          if entry and cjson.decode(entry).instance == ARGV[2] then
            redis.call('HDEL', KEYS[1], ARGV[1])
          end
          """);

  private final RedisConnection redis;

  public RedisConnectionRegistry(RedisConnection redis) {
    this.redis = redis;
  }

  @Override
  public void enter(Entry entry) {
    String json = RedisJson.write(entry);
    redis.<Boolean>call(
        keys(entry),
        r ->
            map(r, ofInstance(entry.instance()))
                .fastPutAsync(entry.connectionId(), json)
                .thenCompose(_ -> map(r, of(entry)).fastPutAsync(entry.connectionId(), json)));
  }

  @Override
  public boolean reenter(Entry entry) {
    String json = RedisJson.write(entry);
    Object entered =
        redis.call(
            keys(entry),
            r ->
                map(r, ofInstance(entry.instance()))
                    .fastPutAsync(entry.connectionId(), json)
                    .thenCompose(
                        _ ->
                            RedisConnection.step(
                                r,
                                REENTER,
                                List.of(of(entry)),
                                entry.connectionId(),
                                entry.instance(),
                                json)));
    boolean isHere = Long.valueOf(1).equals(entered);
    if (!isHere) {
      exit(entry);
    }
    return isHere;
  }

  @Override
  public void exit(Entry entry) {
    redis.<Long>call(
        keys(entry),
        r ->
            RedisConnection.step(
                    r, EXIT, List.of(of(entry)), entry.connectionId(), entry.instance())
                .thenCompose(
                    _ ->
                        map(r, ofInstance(entry.instance()))
                            .fastRemoveAsync(entry.connectionId())));
  }

  @Override
  public List<Entry> of(UserId user) {
    return entries(ofUser(user));
  }

  @Override
  public int count(UserId user) {
    return redis.call(ofUser(user), r -> map(r, ofUser(user)).sizeAsync());
  }

  @Override
  public List<Entry> on(String instance) {
    return entries(ofInstance(instance));
  }

  private List<Entry> entries(String key) {
    return redis.call(key, r -> map(r, key).readAllValuesAsync()).stream()
        .map(json -> RedisJson.read(Entry.class, json))
        .toList();
  }

  @Override
  public List<Entry> missing(Collection<Entry> entries) {
    List<Entry> all = List.copyOf(entries);
    List<Boolean> known =
        redis.each(
            all,
            this::of,
            (batch, entry) ->
                batch
                    .getMap(of(entry), StringCodec.INSTANCE)
                    .containsKeyAsync(entry.connectionId()));
    return IntStream.range(0, all.size()).filter(i -> !known.get(i)).mapToObj(all::get).toList();
  }

  @Override
  public Set<UserId> absent(Collection<UserId> users) {
    List<UserId> all = List.copyOf(users);
    List<Boolean> present =
        redis.each(all, this::ofUser, (batch, user) -> batch.getMap(ofUser(user)).isExistsAsync());
    return IntStream.range(0, all.size())
        .filter(i -> !present.get(i))
        .mapToObj(all::get)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static RMapAsync<String, String> map(RedissonClient redisson, String key) {
    return redisson.getMap(key, StringCodec.INSTANCE);
  }

  private List<String> keys(Entry entry) {
    return List.of(ofInstance(entry.instance()), of(entry));
  }

  private String of(Entry entry) {
    return ofUser(entry.user());
  }

  private String ofUser(UserId user) {
    return redis.keys().of(user, "roster");
  }

  private String ofInstance(String instance) {
    return redis.keys().ofInstance(instance, "roster");
  }
}
