package com.sup.messenger.benchmarks;

import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.EventName;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.memory.SystemScheduler;
import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.application.port.spi.Adapters;
import com.sup.messenger.application.port.spi.OutsideCalls;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.port.spi.Variable;
import com.sup.messenger.application.port.spi.Variables;
import com.sup.messenger.application.port.token.TokenVerifier;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.CatchUpBounds;
import com.sup.messenger.application.settings.CostLimits;
import com.sup.messenger.application.settings.IceSettings;
import com.sup.messenger.application.settings.Limits;
import com.sup.messenger.application.settings.RateLimits;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.application.settings.Timings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.RateLimit;
import com.sup.messenger.redis.RedisModule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The application on a real Redis, with rooms of [#ROOM] members who have a device each.
///
/// Limits of events count as always, but are too high to refuse an event.
final class Crowd implements AutoCloseable {

  /// The members of a room.
  static final int ROOM = 10;

  private static final int HIGH = 1_000_000;
  private static final RateLimit LIMIT = RateLimit.of(HIGH, 60);

  /// The module for Redis needs no port of another.
  private static final Ports.Source NOTHING =
      new Ports.Source() {
        @Override
        public <P> P adapter(Class<P> port) {
          throw new IllegalStateException("No adapter is there");
        }
      };

  private final Adapters adapters;
  private final SystemScheduler scheduler = new SystemScheduler();
  private final ChatApplication application;
  private final List<ChatId> chats = new ArrayList<>();
  private final List<QuietDevice> devices = new ArrayList<>();

  /// Makes the rooms. No device is connected yet.
  ///
  /// @param calls hears of each round trip to Redis
  Crowd(String redisUrl, int rooms, OutsideCalls calls) {
    InstantSource clock = InstantSource.system();
    Variables variables = variables(Map.of("REDIS_URL", redisUrl));
    adapters =
        new RedisModule()
            .open(new AdapterModule.Context("benchmrk", clock, variables, calls, NOTHING));
    Ports ports = ports(adapters);
    application =
        new ChatApplication(ports, settings(), clock, scheduler, "benchmrk", Observer.NONE);
    for (int room = 0; room < rooms; room++) {
      ChatId chat = new ChatId("chat-" + newId());
      chats.add(chat);
      for (int member = 0; member < ROOM; member++) {
        Actor actor = newActor();
        devices.add(new QuietDevice(actor));
        ports.chatDirectory().add(chat, actor.user(), 0);
      }
    }
  }

  private static Actor newActor() {
    return new Actor(
        new Profile(new UserId("user-" + newId()), "Ada", null),
        new DeviceId("device-" + newId()),
        Actor.Namer.TOKEN,
        Instant.now(),
        Instant.MAX);
  }

  private static Variables variables(Map<String, String> values) {
    return new Variables() {
      @Override
      public <T> T get(Variable<T> variable) {
        String value = values.get(variable.name());
        return value == null ? variable.unset() : variable.read(value);
      }
    };
  }

  private static Ports ports(Adapters adapters) {
    TokenVerifier none =
        _ -> {
          throw new IllegalStateException("The benchmark has no tokens");
        };
    Adapters all = adapters.with(TokenVerifier.class, none);
    return Ports.from(
        new Ports.Source() {
          @Override
          public <P> P adapter(Class<P> port) {
            return all.adapter(port).orElseThrow();
          }
        });
  }

  private static Settings settings() {
    RateLimits events = new RateLimits(Map.of(), LIMIT);
    Limits limits = new Limits(events, LIMIT, 32, CostLimits.DEFAULT, Duration.ofHours(1));
    return new Settings(
        Admission.MEMBERS, Timings.DEFAULT, limits, CatchUpBounds.DEFAULT, IceSettings.NONE);
  }

  /// Returns the number of devices.
  int size() {
    return devices.size();
  }

  /// Connects a device by a new session.
  void connect(int device) {
    QuietDevice connection = new QuietDevice(devices.get(device).actor());
    devices.set(device, connection);
    application.begin(connection.actor());
    application.connect(connection, new Arrival.Fresh(Map.of()));
  }

  /// Ends the connection of a device that may come back.
  void disconnect(int device) {
    application.disconnect(devices.get(device), true);
  }

  /// Returns the chat of a device.
  ChatId chat(int device) {
    return chats.get(device / ROOM);
  }

  /// Sends an event of a device, and returns when it is answered.
  Reply send(int device, ClientEvent event) {
    QuietDevice connection = devices.get(device);
    String name = event.getClass().getAnnotation(EventName.class).value();
    Reply reply = application.handle(connection, name, () -> event);
    application.acknowledged(connection, reply);
    return reply;
  }

  /// Returns an id that nothing else has.
  static String newId() {
    return UUID.randomUUID().toString();
  }

  @Override
  public void close() {
    scheduler.close();
    adapters.close();
  }
}
