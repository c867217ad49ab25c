package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent.JoinChat;
import com.sup.messenger.application.event.ClientEvent.SignalChat;
import com.sup.messenger.application.event.ClientEvent.SyncChat;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent.ChatSignalled;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.SignalContent;
import com.sup.messenger.domain.message.SignalType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChatSignalsTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final SignalType TYPE = new SignalType("key");

  private final ManualTime time = new ManualTime();
  private final Ports ports = MemoryPorts.create(time);
  private final ChatApplication application = instance(Admission.MEMBERS);
  private final RecordingConnection ada = member(application, "ada", "phone");
  private final RecordingConnection bob = member(application, "bob", "phone");

  private ChatApplication instance(Admission admission) {
    return instance(ports, admission);
  }

  private ChatApplication instance(Ports its, Admission admission) {
    return new ChatApplication(its, Settings.of(admission), time, time, "only", Observer.NONE);
  }

  private static RecordingConnection connected(ChatApplication at, String user, String device) {
    RecordingConnection connection = new RecordingConnection(user, device);
    at.connect(connection, new Arrival.Fresh(Map.of()));
    return connection;
  }

  private RecordingConnection member(ChatApplication at, String user, String device) {
    ports.chatDirectory().add(CHAT, new UserId(user), 0);
    return connected(at, user, device);
  }

  private static SignalChat event(String content) {
    return new SignalChat(CHAT, TYPE, new SignalContent(content));
  }

  private void signal(Connection by, String content) {
    assertThat(application.handle(by, event(content))).isEqualTo(new Reply.Done());
  }

  private static ChatSignalled ofAda(String content) {
    return new ChatSignalled(
        CHAT, new UserId("ada"), new DeviceId("phone"), TYPE, new SignalContent(content));
  }

  private static List<ChatSignalled> seen(RecordingConnection by) {
    return by.received(ChatSignalled.class);
  }

  @Test
  void all_connections_of_the_members_but_the_one_it_comes_from_are_sent_it() {
    RecordingConnection secondTab = member(application, "ada", "phone");
    RecordingConnection laptop = member(application, "ada", "laptop");
    RecordingConnection elsewhere = member(instance(Admission.MEMBERS), "bob", "laptop");
    RecordingConnection eve = connected(application, "eve", "phone");
    application.handle(bob, new JoinChat(CHAT));
    signal(ada, "one");
    signal(ada, "two");
    for (RecordingConnection other : List.of(secondTab, laptop, bob, elsewhere)) {
      assertThat(seen(other)).containsExactly(ofAda("one"), ofAda("two"));
    }
    assertThat(seen(ada)).isEmpty();
    assertThat(seen(eve)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Admission.class)
  void a_user_who_is_no_member_finds_no_chat(Admission admission) {
    ChatApplication open = instance(admission);
    RecordingConnection eve = connected(open, "eve", "phone");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> open.handle(eve, event("x")))
        .extracting(RefusedException::refusal)
        .isEqualTo(Refusal.CHAT_NOT_FOUND);
    assertThat(seen(bob)).isEmpty();
    assertThat(ports.chatDirectory().isMember(CHAT, eve.actor().user())).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Admission.class)
  void a_join_is_answered_once_the_signals_of_the_chat_arrive(Admission admission) {
    FaultyBus bus = new FaultyBus(ports.eventBus());
    ChatApplication late = instance(ReplacedPorts.with(ports, EventBus.class, bus), admission);
    RecordingConnection eve = connected(late, "eve", "phone");
    bus.deafen();
    if (admission == Admission.MEMBERS) {
      application.administration().addMember(CHAT, eve.actor().user());
    }
    late.handle(eve, new JoinChat(CHAT));
    bus.heal(false);
    signal(ada, "first");
    assertThat(seen(eve)).containsExactly(ofAda("first"));
  }

  @Test
  void a_removed_member_neither_sends_nor_sees_one() {
    application.administration().removeMember(CHAT, bob.actor().user());
    signal(ada, "x");
    assertThat(seen(bob)).isEmpty();
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> application.handle(bob, event("x")));
  }

  @Test
  void it_is_kept_nowhere() {
    application.handle(bob, new JoinChat(CHAT));
    String received = bob.offset(bob.offsets() - 1);
    signal(ada, "x");
    assertThat(bob.sent()).noneMatch(sent -> sent.event() instanceof ChatSignalled);
    application.disconnect(bob, true);
    signal(ada, "y");
    Arrival.Resumed arrival =
        application.claim(bob.recoveryKey(), received, bob.actor(), () -> true).orElseThrow();
    RecordingConnection back = bob.resumed(arrival);
    application.connect(back, arrival);
    assertThat(seen(back)).isEmpty();
    assertThat(seen(connected(application, "bob", "tablet"))).isEmpty();
    assertThat(application.handle(back, new SyncChat(CHAT, 0L, null, null)))
        .isEqualTo(new Reply.ChatSynced(List.of(), 0, false));
  }

  @Test
  void a_slow_client_does_without() {
    assertThat(new Delivery(ofAda("x")).isDroppable()).isTrue();
  }

  @Test
  void a_connection_is_sent_those_of_another_in_order() {
    IntStream.range(0, 100).forEach(i -> signal(ada, "s" + i));
    assertThat(seen(bob)).isEqualTo(IntStream.range(0, 100).mapToObj(i -> ofAda("s" + i)).toList());
  }
}
