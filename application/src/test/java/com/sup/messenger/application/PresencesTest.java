package com.sup.messenger.application;

import static com.sup.messenger.domain.presence.PresenceStatus.AWAY;
import static com.sup.messenger.domain.presence.PresenceStatus.BUSY;
import static com.sup.messenger.domain.presence.PresenceStatus.OFFLINE;
import static com.sup.messenger.domain.presence.PresenceStatus.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.FirstPresence;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent.SubscribePresence;
import com.sup.messenger.application.event.ClientEvent.UnsubscribePresence;
import com.sup.messenger.application.event.ClientEvent.UpdatePresence;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent.PresenceChanged;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.presence.PresenceFollowing;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.application.settings.Timings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.CustomStatus;
import com.sup.messenger.domain.presence.Presence;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PresencesTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
  private static final UserId EVE = new UserId("eve");
  private static final Duration GRACE = Timings.DEFAULT.presenceGrace();

  private final ManualTime time = new ManualTime();
  private final Ports ports = MemoryPorts.create(time);
  private final ChatApplication application = instance();
  private final RecordingConnection bob = member("bob", "phone");

  private ChatApplication instance() {
    return new ChatApplication(
        ports, Settings.of(Admission.MEMBERS), time, time, "only", Observer.NONE);
  }

  private RecordingConnection member(String user, String device) {
    ports.chatDirectory().add(CHAT, new UserId(user), 0);
    return connected(application, user, device);
  }

  private RecordingConnection ada(PresenceStatus status, String words) {
    ports.chatDirectory().add(CHAT, ADA, 0);
    RecordingConnection connection = new RecordingConnection("ada", "phone");
    application.connect(connection, new Arrival.Fresh(Map.of(), presence(status, words)));
    return connection;
  }

  private static FirstPresence presence(PresenceStatus status, String words) {
    return new FirstPresence(status, words == null ? null : new CustomStatus(words));
  }

  private static RecordingConnection connected(ChatApplication to, String user, String device) {
    RecordingConnection connection = new RecordingConnection(user, device);
    to.connect(connection, new Arrival.Fresh(Map.of()));
    return connection;
  }

  private Reply.PresenceSubscribed subscribe(Connection by, UserId... users) {
    return (Reply.PresenceSubscribed) application.handle(by, new SubscribePresence(List.of(users)));
  }

  private void say(Connection by, PresenceStatus status, String words) {
    CustomStatus text = words == null ? null : new CustomStatus(words);
    assertThat(application.handle(by, new UpdatePresence(status, text)))
        .isEqualTo(new Reply.Done());
  }

  private static List<PresenceStatus> seen(RecordingConnection by, UserId user) {
    return by.received(PresenceChanged.class).stream()
        .filter(event -> event.userId().equals(user))
        .map(PresenceChanged::status)
        .toList();
  }

  private long now() {
    return time.millis();
  }

  @Test
  void a_subscriber_is_told_what_is_and_then_what_changes() {
    RecordingConnection ada = member("ada", "phone");
    Reply.PresenceSubscribed reply = subscribe(bob, ADA);
    PresenceChanged online = new PresenceChanged(ADA, ONLINE, now(), null);
    assertThat(reply).isEqualTo(new Reply.PresenceSubscribed(List.of(online), List.of()));
    assertThat(bob.received(PresenceChanged.class)).containsExactly(online);
    time.advance(Duration.ofSeconds(1));
    say(ada, BUSY, "lunch");
    assertThat(bob.received(PresenceChanged.class))
        .containsExactly(online, new PresenceChanged(ADA, BUSY, now(), new Text("lunch")));
    assertThat(ada.received(PresenceChanged.class)).isEmpty();
  }

  @Test
  void what_changes_nothing_for_others_is_not_told() {
    RecordingConnection ada = member("ada", "phone");
    say(ada, AWAY, "lunch");
    subscribe(bob, ADA);
    say(ada, AWAY, "lunch");
    say(ada, AWAY, null);
    assertThat(seen(bob, ADA)).containsExactly(AWAY);
  }

  private static List<String> words(RecordingConnection by) {
    return by.received(PresenceChanged.class).stream()
        .map(event -> event.customStatus() == null ? "none" : event.customStatus().value())
        .toList();
  }

  @Test
  void a_custom_status_stays_until_a_device_sets_another_or_an_empty_one() {
    RecordingConnection phone = member("ada", "phone");
    RecordingConnection laptop = member("ada", "laptop");
    say(phone, ONLINE, "lunch");
    subscribe(bob, ADA);
    say(laptop, BUSY, null);
    say(laptop, BUSY, "meeting");
    say(phone, ONLINE, "");
    assertThat(words(bob)).containsExactly("lunch", "lunch", "meeting", "none");
  }

  @Test
  void a_custom_status_stays_when_the_device_that_set_it_leaves() {
    RecordingConnection phone = member("ada", "phone");
    RecordingConnection laptop = member("ada", "laptop");
    say(phone, BUSY, "lunch");
    subscribe(bob, ADA);
    application.disconnect(phone, false);
    application.disconnect(laptop, false);
    time.advance(GRACE);
    member("ada", "tablet");
    assertThat(seen(bob, ADA)).containsExactly(BUSY, ONLINE, OFFLINE, ONLINE);
    assertThat(words(bob)).containsOnly("lunch");
  }

  @Test
  void a_user_who_was_never_there_is_offline() {
    ports.chatDirectory().add(CHAT, ADA, 0);
    assertThat(subscribe(bob, ADA).presences())
        .containsExactly(new PresenceChanged(ADA, OFFLINE, 0, null));
    member("ada", "phone");
    assertThat(seen(bob, ADA)).containsExactly(OFFLINE, ONLINE);
  }

  @Test
  void devices_speak_together() {
    RecordingConnection phone = member("ada", "phone");
    subscribe(bob, ADA);
    RecordingConnection laptop = member("ada", "laptop");
    say(laptop, AWAY, null);
    say(phone, BUSY, null);
    say(phone, OFFLINE, null);
    say(laptop, OFFLINE, null);
    assertThat(seen(bob, ADA)).containsExactly(ONLINE, BUSY, AWAY, OFFLINE);
  }

  @Test
  void going_offline_is_told_after_a_while_without_a_device() {
    RecordingConnection ada = member("ada", "phone");
    subscribe(bob, ADA);
    time.advance(Duration.ofSeconds(1));
    long left = now();
    application.disconnect(ada, true);
    time.advance(GRACE.minusMillis(1));
    assertThat(seen(bob, ADA)).containsExactly(ONLINE);
    time.advance(Duration.ofMillis(1));
    assertThat(bob.received(PresenceChanged.class).getLast())
        .isEqualTo(new PresenceChanged(ADA, OFFLINE, left, null));
  }

  @Test
  void a_reconnect_in_that_time_tells_nobody() {
    RecordingConnection ada = member("ada", "phone");
    say(ada, BUSY, null);
    subscribe(bob, ADA);
    application.disconnect(ada, true);
    time.advance(GRACE.minusMillis(1));
    member("ada", "phone");
    time.advance(GRACE.multipliedBy(2));
    assertThat(seen(bob, ADA)).containsExactly(BUSY);
  }

  @Test
  void the_time_counts_from_the_last_departure() {
    RecordingConnection ada = member("ada", "phone");
    subscribe(bob, ADA);
    application.disconnect(ada, true);
    time.advance(GRACE.minusMillis(1));
    application.disconnect(member("ada", "phone"), true);
    time.advance(GRACE.minusMillis(1));
    assertThat(seen(bob, ADA)).containsExactly(ONLINE);
    time.advance(Duration.ofMillis(1));
    assertThat(seen(bob, ADA)).containsExactly(ONLINE, OFFLINE);
    assertThat(time.pendingAlarms()).isZero();
  }

  @Test
  void a_device_that_goes_while_another_stays_is_seen_at_once() {
    RecordingConnection phone = member("ada", "phone");
    say(member("ada", "laptop"), AWAY, null);
    subscribe(bob, ADA);
    application.disconnect(phone, true);
    assertThat(seen(bob, ADA)).containsExactly(ONLINE, AWAY);
  }

  @Test
  void who_shares_no_chat_is_denied() {
    ports.chatDirectory().add(new ChatId("other"), EVE, 0);
    ports.chatDirectory().add(CHAT, ADA, 0);
    Reply.PresenceSubscribed reply = subscribe(bob, EVE, ADA, ADA);
    assertThat(reply.presences()).extracting(PresenceChanged::userId).containsExactly(ADA);
    assertThat(reply.denied()).containsExactly(EVE);
    assertThat(seen(bob, ADA)).containsExactly(OFFLINE);
    connected(application, "eve", "phone");
    assertThat(seen(bob, EVE)).isEmpty();
  }

  @Test
  void where_none_is_visible_it_is_refused() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> subscribe(bob, EVE, new UserId("nobody")))
        .extracting(RefusedException::refusal)
        .isEqualTo(Refusal.PERMISSION_DENIED);
    assertThat(subscribe(bob)).isEqualTo(new Reply.PresenceSubscribed(List.of(), List.of()));
  }

  @Test
  void a_user_sees_itself_but_not_what_the_device_itself_causes() {
    RecordingConnection laptop = member("bob", "laptop");
    RecordingConnection alone = connected(application, "eve", "phone");
    subscribe(bob, BOB);
    subscribe(laptop, BOB);
    subscribe(alone, EVE);
    say(laptop, BUSY, null);
    assertThat(seen(bob, BOB)).containsExactly(ONLINE, BUSY);
    assertThat(seen(laptop, BOB)).containsExactly(ONLINE);
    assertThat(seen(alone, EVE)).containsExactly(ONLINE);
  }

  @Test
  void who_no_longer_shares_a_chat_sees_no_change() {
    RecordingConnection ada = member("ada", "phone");
    RecordingConnection carol = member("carol", "phone");
    subscribe(bob, ADA);
    subscribe(carol, ADA);
    ports.chatDirectory().remove(CHAT, BOB);
    say(ada, BUSY, null);
    assertThat(seen(bob, ADA)).containsExactly(ONLINE);
    assertThat(seen(carol, ADA)).containsExactly(ONLINE, BUSY);
  }

  @Test
  void who_unsubscribes_is_told_no_more() {
    RecordingConnection ada = member("ada", "phone");
    subscribe(bob, ADA);
    assertThat(application.handle(bob, new UnsubscribePresence(List.of(ADA, EVE))))
        .isEqualTo(new Reply.Done());
    say(ada, BUSY, null);
    assertThat(seen(bob, ADA)).containsExactly(ONLINE);
  }

  @Test
  void subscriptions_end_with_the_connection() {
    RecordingConnection ada = member("ada", "phone");
    subscribe(bob, ADA);
    application.disconnect(bob, true);
    say(ada, BUSY, null);
    assertThat(seen(bob, ADA)).containsExactly(ONLINE);
  }

  @Test
  void subscribing_again_is_answered_again_and_told_once_more() {
    RecordingConnection ada = member("ada", "phone");
    subscribe(bob, ADA);
    subscribe(bob, ADA);
    say(ada, BUSY, null);
    assertThat(seen(bob, ADA)).containsExactly(ONLINE, ONLINE, BUSY);
  }

  @Test
  void a_connection_follows_at_most_a_thousand_users() {
    List<UserId> users =
        IntStream.rangeClosed(0, PresenceFollowing.MAX_FOLLOWED)
            .mapToObj(i -> new UserId("user" + i))
            .toList();
    users.forEach(user -> ports.chatDirectory().add(CHAT, user, 0));
    for (int i = 0; i < PresenceFollowing.MAX_FOLLOWED; i += 100) {
      subscribe(bob, users.subList(i, i + 100).toArray(UserId[]::new));
    }
    subscribe(bob, users.getFirst());
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> subscribe(bob, users.getLast()))
        .withMessageStartingWith("userIds must")
        .extracting(RefusedException::refusal)
        .isEqualTo(Refusal.INVALID_PAYLOAD);
    application.handle(bob, new UnsubscribePresence(List.of(users.getFirst())));
    subscribe(bob, users.getLast());
  }

  private RecordingConnection resumed(RecordingConnection dropped, int received) {
    return resumed(dropped, received, FirstPresence.NONE);
  }

  private RecordingConnection resumed(
      RecordingConnection dropped, int received, FirstPresence presence) {
    Arrival.Resumed arrival =
        application
            .claim(dropped.recoveryKey(), dropped.offset(received), dropped.actor(), () -> true)
            .orElseThrow();
    RecordingConnection back =
        new RecordingConnection(dropped.actor().user().value(), dropped.actor().device().value());
    application.connect(back, arrival.with(presence));
    return back;
  }

  @Test
  void a_session_that_comes_back_is_told_what_is_after_what_it_missed() {
    RecordingConnection ada = member("ada", "phone");
    subscribe(bob, ADA);
    int received = bob.received().size() - 1;
    say(ada, BUSY, null);
    application.disconnect(bob, true);
    say(ada, AWAY, null);
    RecordingConnection back = resumed(bob, received);
    assertThat(seen(back, ADA)).containsExactly(BUSY, AWAY);
    say(ada, ONLINE, null);
    assertThat(seen(back, ADA)).containsExactly(BUSY, AWAY, ONLINE);
  }

  @Test
  void a_session_that_comes_back_does_not_see_who_shares_no_chat_any_more() {
    RecordingConnection ada = member("ada", "phone");
    subscribe(bob, ADA, BOB);
    int received = bob.received().size() - 1;
    application.disconnect(bob, true);
    ports.chatDirectory().remove(CHAT, BOB);
    RecordingConnection back = resumed(bob, received);
    say(ada, BUSY, null);
    assertThat(seen(back, ADA)).isEmpty();
    assertThat(seen(back, BOB)).containsExactly(ONLINE);
  }

  @Test
  void a_device_whose_session_comes_back_says_what_it_said() {
    RecordingConnection phone = member("ada", "phone");
    RecordingConnection laptop = member("ada", "laptop");
    say(phone, OFFLINE, null);
    say(laptop, OFFLINE, "hidden");
    subscribe(bob, ADA);
    application.disconnect(laptop, true);
    time.advance(GRACE);
    resumed(laptop, 0);
    application.disconnect(phone, true);
    time.advance(GRACE);
    resumed(phone, 0);
    assertThat(seen(bob, ADA)).containsExactly(OFFLINE);
  }

  @Test
  void a_device_that_connects_invisible_is_never_seen() {
    ports.chatDirectory().add(CHAT, ADA, 0);
    subscribe(bob, ADA);
    RecordingConnection ada = ada(OFFLINE, null);
    application.disconnect(ada, false);
    time.advance(GRACE);
    assertThat(bob.received(PresenceChanged.class))
        .containsExactly(new PresenceChanged(ADA, OFFLINE, 0, null));
  }

  @Test
  void a_device_has_the_presence_that_it_names_from_its_first_moment() {
    ports.chatDirectory().add(CHAT, ADA, 0);
    subscribe(bob, ADA);
    RecordingConnection ada = ada(BUSY, "lunch");
    application.disconnect(ada, false);
    ada(AWAY, null);
    assertThat(seen(bob, ADA)).containsExactly(OFFLINE, BUSY, AWAY);
    assertThat(words(bob)).containsExactly("none", "lunch", "lunch");
  }

  @Test
  void a_device_may_name_a_custom_status_alone() {
    ports.chatDirectory().add(CHAT, ADA, 0);
    subscribe(bob, ADA);
    ada(null, "lunch");
    ada(null, "");
    assertThat(seen(bob, ADA)).containsExactly(OFFLINE, ONLINE, ONLINE);
    assertThat(words(bob)).containsExactly("none", "lunch", "none");
  }

  @Test
  void a_session_that_comes_back_has_the_presence_that_it_names() {
    RecordingConnection ada = ada(BUSY, "lunch");
    subscribe(bob, ADA);
    application.disconnect(ada, true);
    time.advance(GRACE);
    resumed(ada, 0, presence(AWAY, ""));
    assertThat(seen(bob, ADA)).containsExactly(BUSY, OFFLINE, AWAY);
    assertThat(words(bob)).containsExactly("lunch", "lunch", "none");
  }

  @Test
  void a_session_that_comes_back_and_names_no_status_keeps_the_one_that_it_named() {
    RecordingConnection ada = ada(OFFLINE, null);
    subscribe(bob, ADA);
    application.disconnect(ada, true);
    time.advance(GRACE);
    resumed(ada, 0);
    assertThat(seen(bob, ADA)).containsExactly(OFFLINE);
  }

  @Test
  void devices_at_two_instances_are_one_user() {
    ChatApplication other = instance();
    RecordingConnection phone = member("ada", "phone");
    subscribe(bob, ADA);
    RecordingConnection laptop = connected(other, "ada", "laptop");
    other.handle(laptop, new UpdatePresence(BUSY, null));
    application.disconnect(phone, true);
    other.disconnect(laptop, true);
    time.advance(GRACE);
    assertThat(seen(bob, ADA)).containsExactly(ONLINE, BUSY, OFFLINE);
  }

  @Test
  void a_change_that_arrives_after_a_later_one_is_not_shown() {
    RecordingConnection ada = member("ada", "phone");
    Presence earlier = ports.presenceStore().of(List.of(ADA)).getFirst();
    subscribe(bob, ADA);
    say(ada, BUSY, null);
    Signal late = new Signal.PresenceMoved(earlier);
    ports.eventBus().publish(new Envelope(new Topic.Presence(ADA), late, null));
    assertThat(seen(bob, ADA)).containsExactly(ONLINE, BUSY);
  }

  @RepeatedTest(20)
  void whatever_happens_at_a_time_the_last_that_is_seen_is_what_is() {
    ports.chatDirectory().add(CHAT, ADA, 0);
    List<ChatApplication> instances = List.of(application, instance(), instance());
    List<RecordingConnection> watchers =
        Stream.of("w1", "w2", "w3").map(name -> member(name, "phone")).toList();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int d = 0; d < 6; d++) {
        ChatApplication at = instances.get(d % 3);
        String device = "device" + d;
        executor.execute(() -> live(at, device));
      }
      for (RecordingConnection watcher : watchers) {
        executor.execute(() -> subscribe(watcher, ADA));
      }
    }
    PresenceStatus last = ports.presenceStore().of(List.of(ADA)).getFirst().status();
    for (RecordingConnection watcher : watchers) {
      assertThat(seen(watcher, ADA).getLast()).isEqualTo(last);
    }
  }

  private static void live(ChatApplication at, String device) {
    RecordingConnection connection = connected(at, "ada", device);
    for (int i = 0; i < 20; i++) {
      PresenceStatus status = PresenceStatus.values()[(i + device.hashCode()) & 3];
      at.handle(connection, new UpdatePresence(status, null));
    }
    at.disconnect(connection, true);
  }
}
