package com.sup.messenger.redis;

import com.sup.messenger.application.port.ChatDirectory;
import com.sup.messenger.application.port.EventBus;
import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.MessageLog;
import com.sup.messenger.application.port.Peers;
import com.sup.messenger.application.port.Reminders;
import com.sup.messenger.application.port.Roster;
import com.sup.messenger.contracts.ChatDirectoryContract;
import com.sup.messenger.contracts.EventBusContract;
import com.sup.messenger.contracts.InstancesContract;
import com.sup.messenger.contracts.MessageLogContract;
import com.sup.messenger.contracts.PeersContract;
import com.sup.messenger.contracts.RemindersContract;
import com.sup.messenger.contracts.RosterContract;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/// The contract of every port, on two instances' connections to one Redis.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RedisPorts {

  private final RedisConnection here;
  private final RedisConnection there;
  private final Channels channelsHere;
  private final Channels channelsThere;

  RedisPorts(String url) {
    here = RedisConnection.open(RedisUrl.parse(url));
    there = RedisConnection.open(RedisUrl.parse(url));
    channelsHere = new Channels(here);
    channelsThere = new Channels(there);
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
      return new RedisMessageLog(here, channelsHere, 10_000);
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
          List.of(Keys.LEASES));
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
    private final RedisPeers asking =
        new RedisPeers(channelsHere, UUID.randomUUID().toString());
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
}
