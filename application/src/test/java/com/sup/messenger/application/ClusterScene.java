package com.sup.messenger.application;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.Scheduler;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A scene of two instances on the same ports.
abstract class ClusterScene {

  static final ChatId CHAT = new ChatId("chat");

  static final UserId ADA = new UserId("ada");

  static final UserId BOB = new UserId("bob");

  final ManualTime time = new ManualTime();

  final Ports ports = MemoryPorts.create(time);

  final Instance one = new Instance("one");

  final Instance two = new Instance("two");

  /// An instance that does nothing after its death.
  final class Instance implements Scheduler {
    final FaultyBus bus = new FaultyBus(ports.eventBus());
    final WatchedRoster roster = new WatchedRoster(ports.connectionRegistry());
    final ChatApplication application;
    boolean dead;

    Instance(String id) {
      application =
          new ChatApplication(
              with(bus, roster), Settings.of(Admission.MEMBERS), time, this, id, Observer.NONE);
      application.start();
    }

    @Override
    public Alarm after(Duration delay, Runnable task) {
      return time.after(
          delay,
          () -> {
            if (!dead) {
              task.run();
            }
          });
    }

    @Override
    public void now(Runnable task) {
      time.now(task);
    }

    void kill() {
      dead = true;
    }

    RecordingConnection connected(UserId user) {
      ports.chatDirectory().add(CHAT, user, 0);
      RecordingConnection connection = new RecordingConnection(user.value(), user.value() + "-1");
      application.connect(connection, new Arrival.Fresh(Map.of()));
      return connection;
    }
  }

  private Ports with(EventBus bus, ConnectionRegistry roster) {
    return ReplacedPorts.with(
        ReplacedPorts.with(ports, EventBus.class, bus), ConnectionRegistry.class, roster);
  }

  static void send(Instance by, Connection from, String text) {
    by.application.handle(
        from,
        new ClientEvent.SendMessage(
            CHAT, new EncryptedContent(text), MessageType.TEXT, null, null, null));
  }

  PresenceStatus presence(UserId user) {
    return ports.presenceStore().of(List.of(user)).getFirst().status();
  }

  CallId call(Instance by, RecordingConnection caller, UserId target) {
    CallId id = new CallId("call");
    OpaqueJson offer = new OpaqueJson("{}");
    var initiate = new ClientEvent.InitiateCall(id, target, CallType.AUDIO, offer, null);
    by.application.acknowledged(caller, by.application.handle(caller, initiate));
    return id;
  }
}
