package com.sup.messenger.redis;

import com.sup.messenger.application.port.ChatDirectory;
import com.sup.messenger.application.port.EventBus;
import com.sup.messenger.application.port.MessageLog;
import com.sup.messenger.contracts.ChatDirectoryContract;
import com.sup.messenger.contracts.EventBusContract;
import com.sup.messenger.contracts.MessageLogContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/// The contract of every port, on two instances' connections to one Redis.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RedisPorts {

  private final RedisConnection here;
  private final RedisConnection there;

  RedisPorts(String url) {
    here = RedisConnection.open(RedisUrl.parse(url));
    there = RedisConnection.open(RedisUrl.parse(url));
  }

  @AfterAll
  void close() {
    here.close();
    there.close();
  }

  @Nested
  class Bus extends EventBusContract {
    private final EventBus bus = new RedisEventBus(here, new Channels(here));
    private final EventBus other = new RedisEventBus(there, new Channels(there));

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
    private final Channels channels = new Channels(here);

    @Override
    protected MessageLog log() {
      return new RedisMessageLog(here, channels);
    }

    @Override
    protected EventBus bus() {
      return new RedisEventBus(here, channels);
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
}
