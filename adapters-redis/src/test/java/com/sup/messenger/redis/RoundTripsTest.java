package com.sup.messenger.redis;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Counts the round trips to Redis that a client waits for, one after the other. Those that are
/// made at the same time count once. Subscriptions are commands besides.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoundTripsTest {

  private static final int MEMBERS = 24;

  private final Queue<Profile> members = new ArrayDeque<>();
  private final Waves waves = new Waves();
  private final ApplicationOnRedis redis = new ApplicationOnRedis(waves, waves::watch);
  private final ChatApplication application = redis.application();
  private final ChatId chat = Samples.chat();
  private Connection first;
  private MessageId newest;

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
  private Profile member() {
    return members.remove();
  }

  private void append() {
    newest = Samples.messageId();
    redis
        .ports()
        .messageLog()
        .append(Samples.draft(chat, "m", null), first.actor().profile(), null, newest, Samples.NOW);
  }

  private Connection connected(Profile user) {
    Connection device = ApplicationOnRedis.device(user);
    application.connect(device, new Arrival.Fresh(Map.of()));
    return device;
  }

  private Runnable connecting(Profile user, Map<ChatId, Arrival.Cursor> cursors) {
    Connection device = ApplicationOnRedis.device(user);
    return () -> {
      application.begin(device.actor());
      application.connect(device, new Arrival.Fresh(cursors));
    };
  }

  private void send(Connection device, ClientEvent event) {
    String name = event.getClass().getAnnotation(EventName.class).value();
    application.handle(device, name, () -> event);
  }

  private void read(Connection device, MessageId message) {
    send(device, new ClientEvent.ConfirmReading(message, chat, null));
  }

  /// Returns a member whose device was here, and has gone.
  private Profile away() {
    Profile user = member();
    application.disconnect(connected(user), false);
    return user;
  }

  /// Returns the place of a client that has everything.
  private Map<ChatId, Arrival.Cursor> everything() {
    Position head = redis.ports().messageLog().heads(List.of(chat)).get(chat).position();
    return Map.of(chat, new Arrival.Cursor(head.seq(), head.rev()));
  }

  private static void assertWaves(List<List<String>> waves, int most) {
    assertThat(waves).isNotEmpty().hasSizeLessThanOrEqualTo(most);
  }

  @Test
  void a_device_that_has_missed_nothing_connects() throws Exception {
    assertWaves(
        waves.of(
            () -> {
              Profile user = away();
              return connecting(user, everything());
            }),
        4);
  }

  @Test
  void a_device_connects_to_a_chat_with_other_changes_than_messages() throws Exception {
    assertWaves(
        waves.of(
            () -> {
              append();
              Profile user = away();
              Map<ChatId, Arrival.Cursor> cursors = everything();
              read(first, newest);
              return connecting(user, cursors);
            }),
        5);
  }

  @Test
  void a_user_who_was_never_here_connects() throws Exception {
    append();
    assertWaves(waves.of(() -> connecting(member(), Map.of())), 7);
  }

  @Test
  void a_user_of_many_chats_does_not_wait_for_each() throws Exception {
    assertWaves(
        waves.of(
            () -> {
              Profile user = member();
              for (int i = 0; i < MEMBERS; i++) {
                redis.ports().chatDirectory().add(Samples.chat(), user.id(), 0);
              }
              return connecting(user, Map.of());
            }),
        7);
  }

  @Test
  void a_viewer_that_may_come_back_disconnects() throws Exception {
    assertWaves(
        waves.of(
            () -> {
              Connection device = connected(member());
              send(device, new ClientEvent.JoinChat(chat));
              return () -> application.disconnect(device, true);
            }),
        5);
  }

  @Test
  void a_member_reads_a_message() throws Exception {
    assertWaves(
        waves.of(
            () -> {
              Connection device = connected(member());
              append();
              return () -> read(device, newest);
            }),
        3);
  }

  @Test
  void a_member_opens_a_chat() throws Exception {
    assertWaves(
        waves.of(
            () -> {
              Connection device = connected(member());
              return () -> send(device, new ClientEvent.JoinChat(chat));
            }),
        5);
  }
}
