package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ClientEvent.JoinChat;
import com.sup.messenger.application.event.ClientEvent.LeaveChat;
import com.sup.messenger.application.event.ClientEvent.SendMessage;
import com.sup.messenger.application.event.ClientEvent.StartTyping;
import com.sup.messenger.application.event.ClientEvent.StopTyping;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.TypingStarted;
import com.sup.messenger.application.event.ServerEvent.TypingStopped;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.application.settings.Timings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TypingTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final UserId ADA = new UserId("ada");
  private static final TypingStarted STARTED = new TypingStarted(CHAT, ADA, "ada");
  private static final TypingStopped STOPPED = new TypingStopped(CHAT, ADA);
  private static final Duration LAPSE = Timings.DEFAULT.typing();

  private final ManualTime time = new ManualTime();
  private final Ports ports = MemoryPorts.create(time);
  private final ChatApplication application = instance();
  private final RecordingConnection phone = member("ada", "phone");
  private final RecordingConnection laptop = joined("ada", "laptop");
  private final RecordingConnection bob = joined("bob", "phone");

  private ChatApplication instance() {
    return new ChatApplication(
        ports, Settings.of(Admission.MEMBERS), time, time, "only", Observer.NONE);
  }

  private RecordingConnection member(String user, String device) {
    ports.chatDirectory().add(CHAT, new UserId(user), 0);
    RecordingConnection connection = new RecordingConnection(user, device);
    application.connect(connection, new Arrival.Fresh(Map.of()));
    return connection;
  }

  private RecordingConnection joined(String user, String device) {
    RecordingConnection connection = member(user, device);
    application.handle(connection, new JoinChat(CHAT));
    return connection;
  }

  private void type(Connection by) {
    assertThat(application.handle(by, new StartTyping(CHAT))).isEqualTo(new Reply.Done());
  }

  private void stop(Connection by) {
    assertThat(application.handle(by, new StopTyping(CHAT))).isEqualTo(new Reply.Done());
  }

  private void send(Connection by) {
    application.handle(
        by, new SendMessage(CHAT, new EncryptedContent("x"), MessageType.TEXT, null, null, null));
  }

  private static List<ServerEvent> seen(RecordingConnection by) {
    return by.received().stream()
        .filter(e -> e instanceof TypingStarted || e instanceof TypingStopped)
        .toList();
  }

  @Test
  void joined_devices_but_the_typing_one_are_told() {
    RecordingConnection notJoined = member("carol", "phone");
    application.handle(phone, new JoinChat(CHAT));
    type(phone);
    stop(phone);
    assertThat(seen(bob)).containsExactly(STARTED, STOPPED);
    assertThat(seen(laptop)).containsExactly(STARTED, STOPPED);
    assertThat(seen(phone)).isEmpty();
    assertThat(seen(notJoined)).isEmpty();
  }

  @Test
  void a_member_may_type_without_having_joined() {
    type(phone);
    assertThat(seen(bob)).containsExactly(STARTED);
  }

  @Test
  void who_is_no_member_is_told_that_there_is_no_chat() {
    RecordingConnection eve = new RecordingConnection("eve", "phone");
    application.connect(eve, new Arrival.Fresh(Map.of()));
    for (ClientEvent event : List.of(new StartTyping(CHAT), new StopTyping(CHAT))) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> application.handle(eve, event))
          .extracting(RefusedException::refusal)
          .isEqualTo(Refusal.CHAT_NOT_FOUND);
    }
    assertThat(seen(bob)).isEmpty();
  }

  @Test
  void typing_ends_by_itself() {
    type(phone);
    time.advance(LAPSE.minusMillis(1));
    assertThat(seen(bob)).containsExactly(STARTED);
    time.advance(Duration.ofMillis(1));
    assertThat(seen(bob)).containsExactly(STARTED, STOPPED);
    stop(phone);
    application.disconnect(phone, true);
    assertThat(seen(bob)).containsExactly(STARTED, STOPPED);
  }

  @Test
  void typing_again_is_told_again_and_takes_more_time() {
    type(phone);
    time.advance(LAPSE.minusMillis(1));
    type(phone);
    time.advance(LAPSE.minusMillis(1));
    assertThat(seen(bob)).containsExactly(STARTED, STARTED);
    time.advance(Duration.ofMillis(1));
    assertThat(seen(bob)).containsExactly(STARTED, STARTED, STOPPED);
  }

  @Test
  void who_does_not_type_does_not_stop() {
    stop(phone);
    send(phone);
    application.disconnect(phone, true);
    assertThat(seen(bob)).isEmpty();
  }

  @Test
  void a_message_of_the_user_in_the_chat_ends_it_from_whatever_device() {
    type(phone);
    send(bob);
    assertThat(seen(bob)).containsExactly(STARTED);
    send(laptop);
    assertThat(seen(bob)).containsExactly(STARTED, STOPPED);
    assertThat(bob.received().getLast()).isEqualTo(STOPPED);
    time.advance(LAPSE);
    assertThat(seen(bob)).containsExactly(STARTED, STOPPED);
  }

  @Test
  void leaving_the_chat_ends_it() {
    type(phone);
    application.handle(phone, new LeaveChat(CHAT));
    assertThat(seen(bob)).containsExactly(STARTED, STOPPED);
  }

  @Test
  void the_disconnect_of_the_typing_device_ends_it_and_that_of_another_does_not() {
    type(phone);
    application.disconnect(laptop, true);
    assertThat(seen(bob)).containsExactly(STARTED);
    application.disconnect(phone, true);
    assertThat(seen(bob)).containsExactly(STARTED, STOPPED);
  }

  @Test
  void a_user_types_while_one_device_does() {
    type(phone);
    type(laptop);
    stop(phone);
    assertThat(seen(bob)).containsExactly(STARTED, STARTED);
    stop(laptop);
    assertThat(seen(bob)).containsExactly(STARTED, STARTED, STOPPED);
  }

  @Test
  void a_session_that_comes_back_sees_nobody_type_who_stopped_meanwhile() {
    type(phone);
    int received = bob.received().size() - 2;
    assertThat(bob.received().getLast()).isEqualTo(STARTED);
    application.disconnect(bob, true);
    stop(phone);
    Arrival arrival =
        application
            .claim(bob.recoveryKey(), bob.offset(received), bob.actor(), () -> true)
            .orElseThrow();
    RecordingConnection back = new RecordingConnection("bob", "phone");
    application.connect(back, arrival);
    assertThat(seen(back)).containsExactly(STOPPED);
    type(phone);
    assertThat(seen(back)).containsExactly(STOPPED, STARTED);
  }

  @Test
  void another_instance_ends_what_it_showed_when_nothing_more_is_heard() {
    ChatApplication other = instance();
    RecordingConnection carol = new RecordingConnection("carol", "phone");
    ports.chatDirectory().add(CHAT, new UserId("carol"), 0);
    other.connect(carol, new Arrival.Fresh(Map.of()));
    other.handle(carol, new JoinChat(CHAT));
    type(phone);
    time.advance(LAPSE);
    assertThat(seen(carol)).containsExactly(STARTED, STOPPED);
  }

  @Test
  void nothing_is_pending_once_nobody_looks() {
    type(phone);
    application.disconnect(laptop, true);
    application.disconnect(bob, true);
    application.disconnect(phone, true);
    time.advance(Timings.DEFAULT.presenceGrace());
    assertThat(time.pendingAlarms()).isZero();
  }

  @RepeatedTest(20)
  void after_many_devices_typed_at_a_time_nobody_types() {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int d = 0; d < 8; d++) {
        RecordingConnection device = member("ada", "device" + d);
        executor.execute(
            () -> {
              for (int i = 0; i < 20; i++) {
                type(device);
                if (i % 3 == 0) {
                  send(device);
                } else {
                  stop(device);
                }
              }
            });
      }
    }
    assertThat(seen(bob).getLast()).isEqualTo(STOPPED);
    // Work after a message is done by now; an end of typing would still be pending.
    time.advance(Duration.ofSeconds(1));
    assertThat(time.pendingAlarms()).isZero();
  }
}
