package com.sup.messenger.redis.store;

import com.sup.messenger.application.event.PushEvent;
import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.json.PushJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The outbox as the stream `push:outbox`, for a push worker with a consumer group.
///
/// It holds the newest 100,000 entries or some more, one an event and user. Its fields are `kind`,
/// `user` and `event`; `docs/push-outbox.md` describes them.
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
  public void add(Set<UserId> users, PushEvent event) {
    if (users.isEmpty()) {
      return;
    }
    List<Object> arguments = new ArrayList<>();
    arguments.add(MAX_ENTRIES);
    arguments.add(PushJson.kind(event.getClass()));
    arguments.add(PushJson.write(event));
    users.forEach(user -> arguments.add(user.value()));
    redis.number(ADD, List.of(redis.keys().outbox()), arguments.toArray());
  }
}
