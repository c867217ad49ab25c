package com.sup.messenger.redis;

import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.EventName;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.chat.Position;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/// Members of a chat, and an application on Redis whose calls are counted.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RoundTripScene {

  private static final int MEMBERS = 200;

  private final Queue<Profile> members = new ArrayDeque<>();
  final Waves waves = new Waves();
  final ApplicationOnRedis redis = new ApplicationOnRedis(waves, waves::watch);
  final ChatApplication application = redis.application();
  final ChatId chat = Samples.chat();
  Connection first;
  MessageId newest = Samples.messageId();

  @BeforeAll
  void fill() {
    await().ignoreExceptions().until(() -> redis.ports().messageLog().head(chat) == 0);
    for (int i = 0; i < MEMBERS; i++) {
      Profile member = Samples.profile();
      redis.ports().chatDirectory().add(chat, member.id(), 0);
      members.add(member);
    }
    // So this instance follows the chat.
    first = connected(member());
  }

  @AfterAll
  void close() {
    redis.close();
  }

  /// Returns a member of the chat of whom no device has been here.
  Profile member() {
    return members.remove();
  }

  void append() {
    newest = Samples.messageId();
    redis
        .ports()
        .messageLog()
        .append(Samples.draft(chat, "m", null), first.actor().profile(), null, newest, Samples.NOW);
  }

  Connection connected(Profile user) {
    Connection device = ApplicationOnRedis.device(user);
    application.connect(device, new Arrival.Fresh(Map.of()));
    return device;
  }

  Runnable connecting(Profile user, Map<ChatId, Arrival.Cursor> cursors) {
    Connection device = ApplicationOnRedis.device(user);
    return () -> {
      application.begin(device.actor());
      application.connect(device, new Arrival.Fresh(cursors));
    };
  }

  void send(Connection device, ClientEvent event) {
    String name = event.getClass().getAnnotation(EventName.class).value();
    application.handle(device, name, () -> event);
  }

  void read(Connection device, MessageId message) {
    send(device, new ClientEvent.ConfirmReading(message, chat, null));
  }

  /// Returns a member whose device was here, and has gone.
  Profile away() {
    Profile user = member();
    application.disconnect(connected(user), false);
    return user;
  }

  /// Returns the place of a client that has everything.
  Map<ChatId, Arrival.Cursor> everything() {
    Position head = redis.ports().messageLog().heads(List.of(chat)).get(chat).position();
    return Map.of(chat, new Arrival.Cursor(head.seq(), head.rev()));
  }
}
