package com.sup.messenger.redis.store;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.json.RedisJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The outbox as the stream `push:outbox`, for a push worker with a consumer group.
///
/// It holds the newest 100,000 entries or some more, one an event and user.
///
/// | field | holds |
/// | --- | --- |
/// | `kind` | the name of the event for clients: `notification:new` |
/// | `user` | the user to notify |
/// | `event` | the event as a JSON object; `@` is its kind |
///
/// The members of the event have the names of the contract. Times are in ISO 8601. Words out of a
/// fixed set are in capitals.
///
/// A user who comes back before the worker reads an entry may have seen the event already. An `add`
/// that failed may have been done, and a repeat adds its entries again. A worker can tell by the id
/// in the event.
public final class RedisPushOutbox implements PushOutbox {

  private static final int MAX_ENTRIES = 100_000;

  private static final Script ADD =
      new Script(
          """
          -- KEYS: outbox; ARGV: most entries, kind, event, users
          for i = 4, #ARGV do
            redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*',
                'kind', ARGV[2], 'user', ARGV[i], 'event', ARGV[3])
          end
          return #ARGV - 3
          """);

  private final RedisConnection redis;

  public RedisPushOutbox(RedisConnection redis) {
    this.redis = redis;
  }

  @Override
  public void add(Set<UserId> users, ServerEvent event) {
    List<Object> arguments = new ArrayList<>();
    arguments.add(MAX_ENTRIES);
    arguments.add(RedisJson.name(event.getClass()));
    arguments.add(RedisJson.write(event));
    users.forEach(user -> arguments.add(user.value()));
    redis.number(ADD, List.of(redis.keys().outbox()), arguments.toArray());
  }
}
