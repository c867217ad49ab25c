package com.sup.messenger.redis;

import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.port.Scheduler;
import com.sup.messenger.application.port.spi.Adapters;
import com.sup.messenger.application.port.spi.OutsideCalls;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.port.token.TokenVerifier;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.RedisKeys;
import com.sup.messenger.redis.connection.RedisUrl;
import com.sup.messenger.redis.pubsub.Seal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/// An application on a Redis of its own, without sockets. Its clock stands still.
final class ApplicationOnRedis implements AutoCloseable {

  private final RedisProcess server = RedisProcess.open();
  private final Adapters adapters;
  private final Ports ports;
  private final ChatApplication application;

  /// @param calls hears of each call of Redis
  ApplicationOnRedis(OutsideCalls calls) {
    this(calls, UnaryOperator.identity());
  }

  /// @param calls hears of each call of Redis
  /// @param watch puts something between the application and each source of ports
  ApplicationOnRedis(OutsideCalls calls, UnaryOperator<Ports.Source> watch) {
    RedisUrl url = RedisUrl.parse(server.url());
    adapters =
        RedisModule.adapters(
            RedisConnection.open(url, RedisKeys.plain(), calls), "one", 1 << 20, Seal.none());
    ports = Ports.from(watch.apply(source()));
    application =
        new ChatApplication(
            ports,
            Settings.of(Admission.MEMBERS),
            InstantSource.fixed(Samples.NOW),
            new StandingStill(),
            "one",
            Observer.NONE);
  }

  /// Runs no task for later, as that time never comes. So only the work under test calls Redis.
  private static final class StandingStill implements Scheduler {

    @Override
    public Alarm after(Duration delay, Runnable task) {
      return () -> {};
    }

    @Override
    public void now(Runnable task) {
      Thread.startVirtualThread(task);
    }
  }

  private Ports.Source source() {
    TokenVerifier tokens =
        _ -> {
          throw new AssertionError("No token is verified");
        };
    Adapters all = adapters.with(TokenVerifier.class, tokens);
    return new Ports.Source() {
      @Override
      public <P> P adapter(Class<P> port) {
        return all.adapter(port).orElseThrow();
      }
    };
  }

  Ports ports() {
    return ports;
  }

  ChatApplication application() {
    return application;
  }

  /// Returns a new connection of the one device of a user.
  static QuietDevice device(Profile user) {
    DeviceId device = new DeviceId(user.id() + "-phone");
    return new QuietDevice(new Actor(user, device, Actor.Namer.TOKEN, Samples.NOW, Instant.MAX));
  }

  @Override
  public void close() {
    adapters.close();
    server.close();
  }
}
