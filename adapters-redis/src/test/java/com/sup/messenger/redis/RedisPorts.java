package com.sup.messenger.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.DurableTimers;
import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.application.port.PreferenceStore;
import com.sup.messenger.application.port.PresenceStore;
import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.Viewers;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ChatProfiles;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.spi.OutsideCalls;
import com.sup.messenger.application.transport.PeerChannel;
import com.sup.messenger.contracts.ConnectionRegistryContract;
import com.sup.messenger.contracts.DurableTimersContract;
import com.sup.messenger.contracts.EventBusContract;
import com.sup.messenger.contracts.InstancesContract;
import com.sup.messenger.contracts.NotificationStoreContract;
import com.sup.messenger.contracts.PeerChannelContract;
import com.sup.messenger.contracts.PreferenceStoreContract;
import com.sup.messenger.contracts.PresenceStoreContract;
import com.sup.messenger.contracts.PushOutboxContract;
import com.sup.messenger.contracts.RateLimiterContract;
import com.sup.messenger.contracts.RevocationsContract;
import com.sup.messenger.contracts.SessionStoreContract;
import com.sup.messenger.contracts.ViewersContract;
import com.sup.messenger.contracts.call.CallStoreContract;
import com.sup.messenger.contracts.chat.ChatDirectoryContract;
import com.sup.messenger.contracts.chat.ChatProfilesContract;
import com.sup.messenger.contracts.chat.ChatRevisionsContract;
import com.sup.messenger.contracts.chat.FormerChatsContract;
import com.sup.messenger.contracts.chat.ReactionStoreContract;
import com.sup.messenger.contracts.chat.ReceiptStoreContract;
import com.sup.messenger.contracts.message.MessageLogContract;
import com.sup.messenger.contracts.message.MessageReplacementContract;
import com.sup.messenger.contracts.message.UnreadContract;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.RedisKeys;
import com.sup.messenger.redis.connection.RedisUrl;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.json.PushJson;
import com.sup.messenger.redis.pubsub.Channels;
import com.sup.messenger.redis.pubsub.RedisEventBus;
import com.sup.messenger.redis.pubsub.RedisPeerChannel;
import com.sup.messenger.redis.pubsub.Seal;
import com.sup.messenger.redis.store.RedisCallStore;
import com.sup.messenger.redis.store.RedisConnectionRegistry;
import com.sup.messenger.redis.store.RedisDurableTimers;
import com.sup.messenger.redis.store.RedisInstances;
import com.sup.messenger.redis.store.RedisNotificationStore;
import com.sup.messenger.redis.store.RedisPreferenceStore;
import com.sup.messenger.redis.store.RedisPresenceStore;
import com.sup.messenger.redis.store.RedisPushOutbox;
import com.sup.messenger.redis.store.RedisRateLimiter;
import com.sup.messenger.redis.store.RedisRevocations;
import com.sup.messenger.redis.store.RedisSessionStore;
import com.sup.messenger.redis.store.RedisViewers;
import com.sup.messenger.redis.store.chat.RedisChatDirectory;
import com.sup.messenger.redis.store.chat.RedisChatProfiles;
import com.sup.messenger.redis.store.chat.RedisMessageLog;
import com.sup.messenger.redis.store.chat.RedisReactionStore;
import com.sup.messenger.redis.store.chat.RedisReceiptStore;
import java.util.List;
import java.util.Optional;
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
    this(url, RedisKeys.plain(), sealHere, sealThere);
  }

  RedisPorts(String url, RedisKeys keys, Seal sealHere, Seal sealThere) {
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
          .until(() -> redis.number(one, List.of(redis.keys().durableTimers())) == 1);
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

    @Override
    protected Optional<Runnable> interruption() {
      return RedisPorts.this.interruption();
    }
  }

  /// Takes the Redis away until the result is closed, if the test has a Redis of its own.
  Optional<AutoCloseable> makeUnavailable() {
    return Optional.empty();
  }

  /// Cuts the connections of subscriptions, if the test has a Redis of its own.
  Optional<Runnable> interruption() {
    return Optional.empty();
  }

  @Nested
  class Log extends MessageLogContract {
    @Override
    protected MessageLog log() {
      return new RedisMessageLog(here, channelsHere, 10_000, Long.MAX_VALUE);
    }

    @Override
    protected MessageLog ofAnotherInstance() {
      return new RedisMessageLog(there, channelsThere, 10_000, Long.MAX_VALUE);
    }

    @Override
    protected EventBus busOfAnotherInstance() {
      return new RedisEventBus(channelsThere);
    }

    @Override
    protected Optional<MessageLog> retaining(int messages) {
      return Optional.of(new RedisMessageLog(here, channelsHere, messages, Long.MAX_VALUE));
    }

    @Override
    protected Optional<AutoCloseable> makeUnavailable() {
      return RedisPorts.this.makeUnavailable();
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
  class Replacing extends MessageReplacementContract {
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
  class Leaving extends FormerChatsContract {
    @Override
    protected ChatDirectory directory() {
      return new RedisChatDirectory(here);
    }
  }

  @Nested
  class Counting extends UnreadContract {
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
  class Revising extends ChatRevisionsContract {
    @Override
    protected MessageLog log() {
      return new RedisMessageLog(here, channelsHere, 10_000, Long.MAX_VALUE);
    }

    @Override
    protected ReactionStore reactions() {
      return new RedisReactionStore(here, channelsHere, 10_000);
    }

    @Override
    protected ReceiptStore receipts() {
      return new RedisReceiptStore(here, channelsHere);
    }

    @Override
    protected ChatDirectory directory() {
      return new RedisChatDirectory(here);
    }

    @Override
    protected ChatProfiles profiles() {
      return new RedisChatProfiles(here);
    }

    @Override
    protected EventBus bus() {
      return new RedisEventBus(channelsHere);
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
  class Rostering extends ConnectionRegistryContract {
    @Override
    protected ConnectionRegistry connectionRegistry() {
      return new RedisConnectionRegistry(here);
    }

    @Override
    protected ConnectionRegistry ofAnotherInstance() {
      return new RedisConnectionRegistry(there);
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
  class Reminding extends DurableTimersContract {
    @Override
    protected DurableTimers durableTimers() {
      return new RedisDurableTimers(here);
    }

    @Override
    protected DurableTimers ofAnotherInstance() {
      return new RedisDurableTimers(there);
    }
  }

  @Nested
  class Asking extends PeerChannelContract {
    private final String other = UUID.randomUUID().toString();
    private final RedisPeerChannel asking =
        new RedisPeerChannel(channelsHere, UUID.randomUUID().toString());
    private final RedisPeerChannel asked = new RedisPeerChannel(channelsThere, other);

    @Override
    protected PeerChannel one() {
      return asking;
    }

    @Override
    protected PeerChannel other() {
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
  class Reading extends ReceiptStoreContract {
    @Override
    protected ReceiptStore receiptStore() {
      return new RedisReceiptStore(here, channelsHere);
    }

    @Override
    protected EventBus bus() {
      return new RedisEventBus(channelsHere);
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
  class Board extends PresenceStoreContract {
    @Override
    protected PresenceStore board() {
      return new RedisPresenceStore(here);
    }

    @Override
    protected PresenceStore ofAnotherInstance() {
      return new RedisPresenceStore(there);
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
  class Reacting extends ReactionStoreContract {
    @Override
    protected ReactionStore book() {
      return new RedisReactionStore(here, channelsHere, 10_000);
    }

    @Override
    protected EventBus bus() {
      return new RedisEventBus(channelsHere);
    }
  }

  @Nested
  class Notifying extends NotificationStoreContract {
    @Override
    protected NotificationStore box() {
      return new RedisNotificationStore(here);
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
    String kind = (String) fields.get(1);
    String user = (String) fields.get(3);
    String event = (String) fields.get(5);
    assertThat(fields).isEqualTo(List.of("kind", kind, "user", user, "event", event));
    return new PushOutbox.Entry(new UserId(user), PushJson.read(kind, event));
  }

  @Nested
  class Calling extends CallStoreContract {
    @Override
    protected CallStore book() {
      return new RedisCallStore(here);
    }
  }

  @Nested
  class Preferences extends PreferenceStoreContract {
    @Override
    protected PreferenceStore preferences() {
      return new RedisPreferenceStore(here);
    }
  }
}
