package com.sup.messenger.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.CallBook;
import com.sup.messenger.application.port.ChatDirectory;
import com.sup.messenger.application.port.ChatProfiles;
import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.MessageLog;
import com.sup.messenger.application.port.NotificationBox;
import com.sup.messenger.application.port.PresenceBoard;
import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.application.port.ReactionBook;
import com.sup.messenger.application.port.Receipts;
import com.sup.messenger.application.port.Reminders;
import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.application.port.Roster;
import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.Viewers;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.spi.OutsideCalls;
import com.sup.messenger.application.port.spi.Peers;
import com.sup.messenger.contracts.CallBookContract;
import com.sup.messenger.contracts.ChatDirectoryContract;
import com.sup.messenger.contracts.ChatProfilesContract;
import com.sup.messenger.contracts.EventBusContract;
import com.sup.messenger.contracts.InstancesContract;
import com.sup.messenger.contracts.MessageLogContract;
import com.sup.messenger.contracts.NotificationBoxContract;
import com.sup.messenger.contracts.PeersContract;
import com.sup.messenger.contracts.PresenceBoardContract;
import com.sup.messenger.contracts.PushOutboxContract;
import com.sup.messenger.contracts.RateLimiterContract;
import com.sup.messenger.contracts.ReactionBookContract;
import com.sup.messenger.contracts.ReceiptsContract;
import com.sup.messenger.contracts.RemindersContract;
import com.sup.messenger.contracts.RevocationsContract;
import com.sup.messenger.contracts.RosterContract;
import com.sup.messenger.contracts.SessionStoreContract;
import com.sup.messenger.contracts.ViewersContract;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.redis.connection.Keys;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.RedisUrl;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.json.Json;
import com.sup.messenger.redis.pubsub.Channels;
import com.sup.messenger.redis.pubsub.RedisEventBus;
import com.sup.messenger.redis.pubsub.RedisPeers;
import com.sup.messenger.redis.pubsub.Seal;
import com.sup.messenger.redis.store.RedisCallBook;
import com.sup.messenger.redis.store.RedisChatDirectory;
import com.sup.messenger.redis.store.RedisChatProfiles;
import com.sup.messenger.redis.store.RedisInstances;
import com.sup.messenger.redis.store.RedisMessageLog;
import com.sup.messenger.redis.store.RedisNotificationBox;
import com.sup.messenger.redis.store.RedisPresenceBoard;
import com.sup.messenger.redis.store.RedisPushOutbox;
import com.sup.messenger.redis.store.RedisRateLimiter;
import com.sup.messenger.redis.store.RedisReactionBook;
import com.sup.messenger.redis.store.RedisReceipts;
import com.sup.messenger.redis.store.RedisReminders;
import com.sup.messenger.redis.store.RedisRevocations;
import com.sup.messenger.redis.store.RedisRoster;
import com.sup.messenger.redis.store.RedisSessionStore;
import com.sup.messenger.redis.store.RedisViewers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/// The contract of every port, on two instances' connections to one Redis.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RedisPorts {

  private final RedisConnection here;
  private final RedisConnection there;
  private final Channels channelsHere;
  private final Channels channelsThere;

  private final Seal sealHere;
  private final Seal sealThere;

  RedisPorts(String url) {
    this(url, Seal.none(), Seal.none());
  }

  RedisPorts(String url, Seal sealHere, Seal sealThere) {
    this(url, Keys.plain(), sealHere, sealThere);
  }

  RedisPorts(String url, Keys keys, Seal sealHere, Seal sealThere) {
    this.sealHere = sealHere;
    this.sealThere = sealThere;
    here = RedisConnection.open(RedisUrl.parse(url), keys, OutsideCalls.UNHEARD);
    there = RedisConnection.open(RedisUrl.parse(url), keys, OutsideCalls.UNHEARD);
    channelsHere = new Channels(here, sealHere);
    channelsThere = new Channels(there, sealThere);
  }

  // The first connections of a JVM take longer on a busy machine than a start waits for.
  @BeforeAll
  void connect() {
    Script one = new Script("return 1");
    for (RedisConnection redis : List.of(here, there)) {
      await()
          .ignoreExceptions()
          .until(() -> redis.number(one, List.of(redis.keys().reminders())) == 1);
    }
  }

  @AfterAll
  void close() {
    channelsHere.close();
    channelsThere.close();
    here.close();
    there.close();
  }

  @Nested
  class Bus extends EventBusContract {
    private final EventBus bus = new RedisEventBus(channelsHere);
    private final EventBus other = new RedisEventBus(channelsThere);

    @Override
    protected EventBus bus() {
      return bus;
    }

    @Override
    protected EventBus ofAnotherInstance() {
      return other;
    }
  }

  @Nested
  class Log extends MessageLogContract {
    @Override
    protected MessageLog log() {
      return new RedisMessageLog(here, channelsHere, 10_000, Long.MAX_VALUE);
    }

    @Override
    protected EventBus bus() {
      return new RedisEventBus(channelsHere);
    }

    @Override
    protected ChatDirectory directory() {
      return new RedisChatDirectory(here);
    }
  }

  @Nested
  class Directory extends ChatDirectoryContract {
    @Override
    protected ChatDirectory directory() {
      return new RedisChatDirectory(here);
    }
  }

  @Nested
  class Profiles extends ChatProfilesContract {
    @Override
    protected ChatProfiles profiles() {
      return new RedisChatProfiles(here);
    }
  }

  @Nested
  class Revoking extends RevocationsContract {
    @Override
    protected Revocations revocations() {
      return new RedisRevocations(here);
    }
  }

  @Nested
  class Rostering extends RosterContract {
    @Override
    protected Roster roster() {
      return new RedisRoster(here);
    }

    @Override
    protected Roster ofAnotherInstance() {
      return new RedisRoster(there);
    }
  }

  @Nested
  class Leasing extends InstancesContract {
    @Override
    protected Instances instances() {
      return new RedisInstances(here);
    }

    @Override
    protected Instances ofAnotherInstance() {
      return new RedisInstances(there);
    }

    @Override
    protected void letLeasesEnd() {
      here.text(
          new Script("redis.call('ZUNIONSTORE', KEYS[1], 1, KEYS[1], 'WEIGHTS', 0)"),
          List.of(here.keys().leases()));
    }
  }

  @Nested
  class Reminding extends RemindersContract {
    @Override
    protected Reminders reminders() {
      return new RedisReminders(here);
    }

    @Override
    protected Reminders ofAnotherInstance() {
      return new RedisReminders(there);
    }
  }

  @Nested
  class Asking extends PeersContract {
    private final String other = UUID.randomUUID().toString();
    private final RedisPeers asking = new RedisPeers(channelsHere, UUID.randomUUID().toString());
    private final RedisPeers asked = new RedisPeers(channelsThere, other);

    @Override
    protected Peers one() {
      return asking;
    }

    @Override
    protected Peers other() {
      return asked;
    }

    @Override
    protected String idOfOther() {
      return other;
    }
  }

  @Nested
  class Looking extends ViewersContract {
    @Override
    protected Viewers viewers() {
      return new RedisViewers(here);
    }
  }

  @Nested
  class Reading extends ReceiptsContract {
    @Override
    protected Receipts receipts() {
      return new RedisReceipts(here);
    }
  }

  @Nested
  class Keeping extends SessionStoreContract {
    @Override
    protected SessionStore store() {
      return new RedisSessionStore(here, sealHere);
    }

    @Override
    protected SessionStore ofAnotherInstance() {
      return new RedisSessionStore(there, sealThere);
    }

    @Override
    protected void letClaimEnd(String key) {
      here.text(
          new Script("redis.call('HSET', KEYS[1], 'claimed', 0)"),
          List.of(here.keys().ofSession(key)));
    }
  }

  @Nested
  class Board extends PresenceBoardContract {
    @Override
    protected PresenceBoard board() {
      return new RedisPresenceBoard(here);
    }

    @Override
    protected PresenceBoard ofAnotherInstance() {
      return new RedisPresenceBoard(there);
    }
  }

  @Nested
  class Limiting extends RateLimiterContract {
    @Override
    protected RateLimiter limiter() {
      return new RedisRateLimiter(here);
    }
  }

  @Nested
  class Reacting extends ReactionBookContract {
    @Override
    protected ReactionBook book() {
      return new RedisReactionBook(here, 10_000);
    }
  }

  @Nested
  class Notifying extends NotificationBoxContract {
    @Override
    protected NotificationBox box() {
      return new RedisNotificationBox(here);
    }
  }

  @Nested
  class Pushing extends PushOutboxContract {
    @Override
    protected PushOutbox outbox() {
      return new RedisPushOutbox(here);
    }

    @Override
    protected List<PushOutbox.Entry> entries() {
      Script all = new Script("return redis.call('XRANGE', KEYS[1], '-', '+')");
      return here.list(all, List.of(here.keys().outbox())).stream().map(RedisPorts::entry).toList();
    }
  }

  private static PushOutbox.Entry entry(Object entry) {
    List<?> fields = (List<?>) ((List<?>) entry).get(1);
    ServerEvent event = Json.read(ServerEvent.class, (String) fields.get(5));
    assertThat(fields)
        .isEqualTo(
            List.of(
                "kind",
                Json.name(event.getClass()),
                "user",
                fields.get(3),
                "event",
                fields.get(5)));
    return new PushOutbox.Entry(new UserId((String) fields.get(3)), event);
  }

  @Nested
  class Calling extends CallBookContract {
    @Override
    protected CallBook book() {
      return new RedisCallBook(here);
    }
  }
}
