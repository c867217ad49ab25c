package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.chat.ReceiptStore.Move;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.CatchUpBounds;
import com.sup.messenger.application.settings.IceSettings;
import com.sup.messenger.application.settings.Limits;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.application.settings.Timings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatchUpTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final UserId BOB = new UserId("bob");
  private static final Arrival FRESH = new Arrival.Fresh(Map.of());

  private final ManualTime time = new ManualTime();
  private final Ports ports = MemoryPorts.create(time);
  private final ChatApplication application =
      new ChatApplication(
          ports,
          new Settings(
              Admission.MEMBERS,
              Timings.DEFAULT,
              Limits.DEFAULT,
              new CatchUpBounds(10, 15, 5, 8),
              IceSettings.NONE),
          time,
          time,
          "only",
          Observer.NONE);
  private final RecordingConnection ada = new RecordingConnection("ada", "phone");

  @BeforeEach
  void ada_and_bob_share_a_chat() {
    ports.chatDirectory().add(CHAT, ada.actor().user(), 0);
    ports.chatDirectory().add(CHAT, BOB, 0);
    application.connect(ada, FRESH);
  }

  private void send(ChatId chat, int count) {
    for (int i = 0; i < count; i++) {
      application.handle(
          ada,
          new ClientEvent.SendMessage(
              chat, new EncryptedContent("x"), MessageType.TEXT, null, null, null));
    }
  }

  private RecordingConnection bob(Arrival arrival) {
    RecordingConnection bob = new RecordingConnection("bob", "phone");
    application.connect(bob, arrival);
    return bob;
  }

  private static List<Long> places(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  private static List<ChatId> truncated(RecordingConnection connection) {
    return connection.received(ServerEvent.SyncComplete.class).getFirst().truncated();
  }

  @Test
  void a_new_device_is_sent_the_newest_of_what_is_unread() {
    send(CHAT, 9);
    RecordingConnection bob = bob(FRESH);
    assertThat(bob.seqs()).isEqualTo(places(5, 9));
    assertThat(truncated(bob)).containsExactly(CHAT);
  }

  @Test
  void a_new_device_is_not_sent_what_was_read() {
    send(CHAT, 4);
    RecordingConnection laptop = new RecordingConnection("bob", "laptop");
    MessageLog.Reference third = ports.messageLog().references(CHAT, 2, 1).getFirst();
    ports
        .receiptStore()
        .advance(
            new Move(CHAT, laptop.actor().receiver(), third, true, time.instant()),
            laptop.origin());
    RecordingConnection bob = bob(FRESH);
    assertThat(bob.seqs()).containsExactly(4L);
    assertThat(truncated(bob)).isNull();
  }

  @Test
  void a_known_device_is_sent_the_oldest_of_what_it_missed_and_then_what_is_new() {
    ports
        .receiptStore()
        .begin(
            CHAT, new RecordingConnection("bob", "phone").actor().receiver(), new Position(2, 0));
    send(CHAT, 20);
    RecordingConnection bob = bob(FRESH);
    assertThat(bob.seqs()).isEqualTo(places(3, 12));
    assertThat(truncated(bob)).containsExactly(CHAT);
    send(CHAT, 1);
    assertThat(bob.seqs()).endsWith(12L, 21L);
  }

  private void readOn(String device) {
    RecordingConnection connection = new RecordingConnection("bob", device);
    application.connect(connection, FRESH);
    read(connection);
    application.disconnect(connection, false);
  }

  private void read(RecordingConnection connection) {
    long head = ports.messageLog().head(CHAT);
    MessageId last = ports.messageLog().references(CHAT, head - 1, 1).getFirst().id();
    application.handle(connection, new ClientEvent.ConfirmReading(last, CHAT, null));
  }

  @Test
  void a_device_misses_nothing_though_many_others_have_read_all_since() {
    send(CHAT, 2);
    RecordingConnection phone = bob(FRESH);
    read(phone);
    application.disconnect(phone, false);
    send(CHAT, 3);
    for (int i = 0; i < 3 * ReceiptStore.MAX_DEVICES; i++) {
      readOn("device-" + i);
    }
    assertThat(bob(FRESH).seqs()).isEqualTo(places(3, 5));
  }

  @Test
  void what_is_sent_is_bounded_over_all_chats() {
    ChatId other = new ChatId("other");
    ports.chatDirectory().add(other, ada.actor().user(), 0);
    ports.chatDirectory().add(other, BOB, 0);
    send(CHAT, 10);
    send(other, 10);
    RecordingConnection bob =
        bob(
            new Arrival.Fresh(
                Map.of(CHAT, new Arrival.Cursor(0, null), other, new Arrival.Cursor(0, null))));
    assertThat(bob.seqs()).hasSize(15);
    assertThat(truncated(bob)).hasSize(1);
  }

  @Test
  void a_cursor_beyond_the_head_waits_for_what_is_new() {
    send(CHAT, 3);
    RecordingConnection bob = bob(new Arrival.Fresh(Map.of(CHAT, new Arrival.Cursor(99, null))));
    send(CHAT, 1);
    assertThat(bob.seqs()).containsExactly(4L);
  }

  @Test
  void a_replay_holds_the_devices_own_messages_too() {
    send(CHAT, 2);
    application.disconnect(ada, true);
    RecordingConnection back = new RecordingConnection("ada", "phone");
    application.connect(back, new Arrival.Fresh(Map.of(CHAT, new Arrival.Cursor(1, null))));
    assertThat(back.seqs()).containsExactly(2L);
  }

  @Test
  void a_session_goes_on_where_it_dropped() {
    RecordingConnection bob = bob(FRESH);
    send(CHAT, 3);
    String offset = bob.offset(bob.received().size() - 2);
    application.disconnect(bob, true);
    send(CHAT, 2);
    Arrival resumed =
        application.claim(bob.recoveryKey(), offset, bob.actor(), () -> true).orElseThrow();
    RecordingConnection back = bob(resumed);
    assertThat(back.seqs()).containsExactly(3L, 4L, 5L);
    assertThat(back.received(ServerEvent.Connected.class).getFirst().recovered()).isTrue();
  }

  @Test
  void what_a_bound_left_out_is_named_again_if_the_client_has_not_received_that() {
    send(CHAT, 9);
    RecordingConnection bob = bob(FRESH);
    assertThat(truncated(bob)).containsExactly(CHAT);
    application.disconnect(bob, true);
    Arrival resumed =
        application.claim(bob.recoveryKey(), bob.offset(0), bob.actor(), () -> true).orElseThrow();
    assertThat(truncated(bob(resumed))).containsExactly(CHAT);
  }

  @Test
  void a_member_that_was_not_told_in_time_is_told_what_a_bound_left_out() {
    ChatId late = new ChatId("late");
    ports.chatDirectory().add(late, ada.actor().user(), 0);
    RecordingConnection bob = bob(FRESH);
    send(late, 20);
    ports.chatDirectory().add(late, BOB, 0);
    ports
        .eventBus()
        .publish(
            new Envelope(
                new Topic.User(BOB), new Signal.MembershipGained(late, Position.START), null));
    await().until(() -> bob.received(ServerEvent.SyncComplete.class).size() == 2);
    assertThat(bob.seqs()).isEqualTo(places(1, 10));
    assertThat(bob.received(ServerEvent.SyncComplete.class).getLast().truncated())
        .containsExactly(late);
  }

  @Test
  void after_two_drops_a_client_is_greeted_once_and_told_once_that_all_is_live() {
    RecordingConnection bob = bob(FRESH);
    send(CHAT, 3);
    String offset = bob.offset(bob.received().size() - 2);
    application.disconnect(bob, true);
    var first = application.claim(bob.recoveryKey(), offset, bob.actor(), () -> true).orElseThrow();
    RecordingConnection lost = bob.resumed(first);
    application.connect(lost, first);
    application.disconnect(lost, true);
    var second =
        application.claim(bob.recoveryKey(), offset, bob.actor(), () -> true).orElseThrow();
    RecordingConnection back = lost.resumed(second);
    application.connect(back, second);
    assertThat(back.seqs()).containsExactly(3L);
    assertThat(back.received(ServerEvent.Connected.class)).hasSize(1);
    assertThat(back.received().getFirst()).isInstanceOf(ServerEvent.Connected.class);
    assertThat(back.received(ServerEvent.SyncComplete.class)).hasSize(1);
    assertThat(back.received().getLast()).isInstanceOf(ServerEvent.SyncComplete.class);
  }

  @Test
  void a_claim_that_names_an_unknown_place_leaves_the_session_at_once() {
    RecordingConnection bob = bob(FRESH);
    application.disconnect(bob, true);
    String key = bob.recoveryKey();
    assertThat(application.claim(key, "unknown", bob.actor(), () -> true)).isEmpty();
    assertThat(application.claim(key, bob.offset(0), bob.actor(), () -> true)).isPresent();
  }

  @Test
  void a_session_is_claimed_once_by_its_user_within_its_time() {
    RecordingConnection bob = bob(FRESH);
    String key = bob.recoveryKey();
    String offset = bob.offset(0);
    application.disconnect(bob, true);
    var arrival = application.claim(key, offset, bob.actor(), () -> true).orElseThrow();
    application.connect(bob.resumed(arrival), arrival);
    assertThat(application.claim(key, offset, bob.actor(), () -> true)).isEmpty();
    RecordingConnection other = bob(FRESH);
    application.disconnect(other, true);
    RecordingConnection eve = new RecordingConnection("eve", "phone");
    assertThat(application.claim(other.recoveryKey(), other.offset(0), eve.actor(), () -> true))
        .isEmpty();
    RecordingConnection late = bob(FRESH);
    application.disconnect(late, true);
    time.advance(Duration.ofSeconds(121));
    assertThat(application.claim(late.recoveryKey(), late.offset(0), late.actor(), () -> true))
        .isEmpty();
  }

  @Test
  void a_session_that_was_left_on_purpose_is_gone() {
    RecordingConnection bob = bob(FRESH);
    application.disconnect(bob, false);
    assertThat(application.claim(bob.recoveryKey(), bob.offset(0), bob.actor(), () -> true))
        .isEmpty();
  }
}
