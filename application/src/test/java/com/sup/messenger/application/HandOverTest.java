package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Ending;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tests a session that one instance hands over to another one, while its client is connected.
class HandOverTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final UserId ADA = new UserId("ada");
  private static final CallId CALL = new CallId("call");
  private static final Arrival FRESH = new Arrival.Fresh(Map.of());

  private final ManualTime time = new ManualTime();
  private final Ports ports = MemoryPorts.create(time);
  private final ChatApplication here = instance("here");
  private final ChatApplication there = instance("there");
  private final RecordingConnection ada = new RecordingConnection("ada", "phone");
  private final RecordingConnection bob = new RecordingConnection("bob", "phone");

  private ChatApplication instance(String id) {
    return new ChatApplication(
        ports, Settings.of(Admission.MEMBERS), time, time, id, Observer.NONE);
  }

  @BeforeEach
  void ada_and_bob_look_at_a_chat() {
    ports.chatDirectory().add(CHAT, ADA, 0);
    ports.chatDirectory().add(CHAT, bob.actor().user(), 0);
    here.connect(ada, FRESH);
    there.connect(bob, FRESH);
    here.handle(ada, new ClientEvent.JoinChat(CHAT));
    there.handle(bob, new ClientEvent.JoinChat(CHAT));
    there.handle(bob, new ClientEvent.SubscribePresence(List.of(ADA)));
    here.handle(ada, new ClientEvent.SubscribePresence(List.of(bob.actor().user())));
    here.handle(ada, new ClientEvent.UpdatePresence(PresenceStatus.BUSY, null));
  }

  private void send(ChatApplication instance, RecordingConnection from, String content) {
    instance.handle(
        from,
        new ClientEvent.SendMessage(
            CHAT, new EncryptedContent(content), MessageType.TEXT, null, null, null));
  }

  /// Continues Ada's session on the other instance, after a task.
  private RecordingConnection handOver(Runnable between) {
    here.handOver(ada);
    between.run();
    return takeOver(ada);
  }

  private RecordingConnection takeOver(RecordingConnection left) {
    var arrival = there.takeOver(left.recoveryKey(), left.fence(), left.actor()).orElseThrow();
    RecordingConnection moved = left.elsewhere(arrival.snapshot());
    there.connect(moved, arrival);
    return moved;
  }

  private static List<String> contents(RecordingConnection connection) {
    return connection.received(ServerEvent.MessageNew.class).stream()
        .map(event -> ((Message) event.message()).encryptedContent().value())
        .toList();
  }

  @Test
  void each_message_comes_once_here_or_there() {
    send(there, bob, "before");
    RecordingConnection moved = handOver(() -> send(there, bob, "between"));
    send(there, bob, "after");
    assertThat(contents(ada)).containsExactly("before");
    assertThat(contents(moved)).containsExactly("between", "after");
  }

  @Test
  void an_invisible_device_stays_invisible() {
    here.handle(ada, new ClientEvent.UpdatePresence(PresenceStatus.OFFLINE, null));
    int before = bob.received(ServerEvent.PresenceChanged.class).size();
    handOver(() -> {});
    assertThat(bob.received(ServerEvent.PresenceChanged.class)).hasSize(before);
  }

  @Test
  void the_client_is_told_nothing() {
    RecordingConnection moved = handOver(() -> {});
    assertThat(moved.received())
        .filteredOn(event -> !(event instanceof ServerEvent.PresenceChanged))
        .isEmpty();
  }

  @Test
  void the_client_is_told_of_which_chats_a_bound_left_something_out() {
    RecordingConnection moved =
        handOver(() -> IntStream.range(0, 1_001).forEach(i -> send(there, bob, "message " + i)));
    assertThat(contents(moved)).hasSize(1_000);
    assertThat(moved.received(ServerEvent.SyncComplete.class))
        .containsExactly(new ServerEvent.SyncComplete(List.of(CHAT), null));
  }

  @Test
  void own_messages_do_not_come_back() {
    send(here, ada, "own");
    assertThat(contents(handOver(() -> {}))).isEmpty();
  }

  @Test
  void what_another_tab_sends_meanwhile_comes() {
    RecordingConnection tab = new RecordingConnection("ada", "phone");
    there.connect(tab, FRESH);
    RecordingConnection moved = handOver(() -> send(there, tab, "beside"));
    assertThat(contents(moved)).containsExactly("beside");
    send(there, moved, "back");
    assertThat(contents(moved)).containsExactly("beside");
    assertThat(contents(tab)).containsExactly("back");
  }

  @Test
  void nobody_sees_the_device_go_or_come() {
    int seen = bob.received().size();
    RecordingConnection moved = handOver(() -> {});
    time.advance(Duration.ofSeconds(20));
    assertThat(bob.received().subList(seen, bob.received().size())).isEmpty();
    assertThat(ports.viewers().of(CHAT)).contains(ADA);
    assertThat(ports.presenceStore().of(List.of(ADA)).getFirst().toldAt(time.instant()).status())
        .isEqualTo(PresenceStatus.BUSY);
    assertThat(ports.connectionRegistry().of(ADA)).extracting("instance").containsExactly("there");
    assertThat(here.connections().active()).isZero();
    assertThat(there.connections().active()).isEqualTo(2);
    there.handle(bob, new ClientEvent.StartTyping(CHAT));
    assertThat(moved.received(ServerEvent.TypingStarted.class)).hasSize(1);
  }

  @Test
  void who_has_gone_on_elsewhere_is_not_missed_where_it_was() {
    here.start();
    call();
    here.handle(ada, new ClientEvent.AnswerCall(CALL, new OpaqueJson("{}")));
    int seen = bob.received().size();
    handOver(() -> {});
    time.advance(Duration.ofSeconds(20));
    assertThat(ports.connectionRegistry().on("here")).isEmpty();
    assertThat(ports.connectionRegistry().of(ADA)).extracting("instance").containsExactly("there");
    assertThat(bob.received().subList(seen, bob.received().size())).isEmpty();
    assertThat(ports.viewers().of(CHAT)).contains(ADA);
    assertThat(ports.presenceStore().of(List.of(ADA)).getFirst().status())
        .isEqualTo(PresenceStatus.BUSY);
    assertThat(ports.callStore().of(ADA)).isPresent();
    here.stop();
  }

  @Test
  void what_a_device_said_before_it_came_back_it_says_elsewhere_too() {
    here.disconnect(ada, false);
    RecordingConnection back = new RecordingConnection("ada", "phone");
    here.connect(back, FRESH);
    here.handOver(back);
    takeOver(back);
    assertThat(ports.presenceStore().of(List.of(ADA)).getFirst().status())
        .isEqualTo(PresenceStatus.BUSY);
  }

  @Test
  void who_is_removed_in_between_looks_at_the_chat_no_longer() {
    handOver(() -> ports.chatDirectory().remove(CHAT, ADA));
    assertThat(ports.viewers().of(CHAT)).doesNotContain(ADA);
  }

  @Test
  void a_session_that_nobody_takes_over_ends_after_some_seconds_and_can_be_recovered() {
    here.start();
    send(there, bob, "before");
    here.handOver(ada);
    send(there, bob, "between");
    time.advance(Duration.ofSeconds(10));
    assertThat(bob.received(ServerEvent.MemberLeft.class)).hasSize(1);
    assertThat(ports.connectionRegistry().of(ADA)).isEmpty();

    String offset = ada.offset(ada.received().size() - 1);
    var arrival = there.claim(ada.recoveryKey(), offset, ada.actor(), () -> true).orElseThrow();
    RecordingConnection back = new RecordingConnection("ada", "phone");
    there.connect(back, arrival);
    assertThat(contents(back)).containsExactly("between");
    here.stop();
  }

  @Test
  void what_a_connection_has_not_come_to_is_kept_where_it_fails() {
    FaultyBus bus = new FaultyBus(ports.eventBus());
    ChatApplication troubled =
        new ChatApplication(
            ReplacedPorts.with(ports, EventBus.class, bus),
            Settings.of(Admission.MEMBERS),
            time,
            time,
            "troubled",
            Observer.NONE);
    here.handOver(ada);
    send(there, bob, "between");
    var arrival = there.takeOver(ada.recoveryKey(), ada.fence(), ada.actor()).orElseThrow();
    RecordingConnection moved = ada.elsewhere(arrival.snapshot());
    bus.goAway();
    assertThatThrownBy(() -> troubled.connect(moved, arrival))
        .isInstanceOf(UnavailableException.class);
    bus.heal(false);
    troubled.disconnect(moved, true);

    String offset = ada.offset(ada.received().size() - 1);
    var again = there.claim(moved.recoveryKey(), offset, ada.actor(), () -> true).orElseThrow();
    assertThat(again.snapshot().positions()).isEqualTo(arrival.snapshot().positions());
    assertThat(again.snapshot().topics()).isEqualTo(arrival.snapshot().topics());
    assertThat(again.snapshot().status()).isEqualTo(PresenceStatus.BUSY);
    RecordingConnection back = new RecordingConnection("ada", "phone");
    there.connect(back, again);
    assertThat(contents(back)).containsExactly("between");
  }

  @Test
  void a_token_that_is_revoked_in_between_ends_the_connection() {
    RecordingConnection moved =
        handOver(() -> ports.revocations().revoke(ADA, null, time.instant()));
    assertThat(moved.ended()).containsExactly(Ending.DISCONNECTED);
  }

  @Test
  void a_session_is_taken_over_once() {
    here.handOver(ada);
    assertThat(there.takeOver(ada.recoveryKey(), ada.fence(), ada.actor())).isPresent();
    assertThat(there.takeOver(ada.recoveryKey(), ada.fence(), ada.actor())).isEmpty();
  }

  @Test
  void a_session_is_taken_over_by_its_user_alone() {
    here.handOver(ada);
    assertThat(there.takeOver(ada.recoveryKey(), ada.fence(), bob.actor())).isEmpty();
  }

  @Test
  void a_session_that_somebody_has_claimed_since_is_left_to_who_comes_next() {
    String received = ada.offset(0);
    here.handOver(ada);
    var claimed = here.claim(ada.recoveryKey(), received, ada.actor(), () -> true).orElseThrow();
    RecordingConnection back = ada.resumed(claimed);
    here.connect(back, claimed);
    here.disconnect(back, true);
    assertThat(there.takeOver(ada.recoveryKey(), ada.fence(), ada.actor())).isEmpty();
    assertThat(there.claim(ada.recoveryKey(), received, ada.actor(), () -> true)).isPresent();
  }

  @Test
  void a_call_that_was_told_does_not_ring_again() {
    call();
    assertThat(ada.received(ServerEvent.CallIncoming.class)).hasSize(1);
    RecordingConnection moved = handOver(() -> {});
    assertThat(moved.received(ServerEvent.CallIncoming.class)).isEmpty();
    there.handle(bob, new ClientEvent.EndCall(CALL, null));
    assertThat(moved.received(ServerEvent.CallEnded.class)).hasSize(1);
  }

  @Test
  void a_call_that_begins_in_between_rings() {
    RecordingConnection moved = handOver(this::call);
    assertThat(moved.received(ServerEvent.CallIncoming.class)).hasSize(1);
  }

  @Test
  void an_answer_that_comes_in_between_is_told() {
    callBob();
    RecordingConnection moved = handOver(this::answer);
    assertThat(moved.received(ServerEvent.CallAnswered.class)).hasSize(1);
  }

  @Test
  void an_answer_that_comes_while_the_session_comes_in_is_told_once() {
    AtomicReference<@Nullable Runnable> hook = new AtomicReference<>();
    ChatApplication elsewhere =
        new ChatApplication(
            ReplacedPorts.with(ports, ChatDirectory.class, "chatsOf", hook),
            Settings.of(Admission.MEMBERS),
            time,
            time,
            "elsewhere",
            Observer.NONE);
    callBob();
    here.handOver(ada);
    var arrival = elsewhere.takeOver(ada.recoveryKey(), ada.fence(), ada.actor()).orElseThrow();
    RecordingConnection moved = ada.elsewhere(arrival.snapshot());
    hook.set(this::answer);
    elsewhere.connect(moved, arrival);
    assertThat(hook.get()).isNull();
    assertThat(moved.received(ServerEvent.CallAnswered.class)).hasSize(1);
  }

  @Test
  void an_answer_that_was_told_is_not_told_again() {
    callBob();
    answer();
    assertThat(ada.received(ServerEvent.CallAnswered.class)).hasSize(1);
    assertThat(handOver(() -> {}).received(ServerEvent.CallAnswered.class)).isEmpty();
  }

  private void callBob() {
    var offer = new OpaqueJson("{}");
    UserId target = bob.actor().user();
    here.acknowledged(
        ada,
        here.handle(ada, new ClientEvent.InitiateCall(CALL, target, CallType.AUDIO, offer, CHAT)));
  }

  private void answer() {
    there.handle(bob, new ClientEvent.AnswerCall(CALL, new OpaqueJson("{}")));
  }

  @Test
  void a_call_that_ends_in_between_is_silenced() {
    call();
    RecordingConnection moved =
        handOver(() -> there.handle(bob, new ClientEvent.EndCall(CALL, null)));
    assertThat(moved.received(ServerEvent.CallIncoming.class)).isEmpty();
    assertThat(moved.received(ServerEvent.CallEnded.class)).hasSize(1);
  }

  @Test
  void a_call_whose_end_was_told_is_not_told_again() {
    call();
    there.handle(bob, new ClientEvent.EndCall(CALL, null));
    assertThat(ada.received(ServerEvent.CallEnded.class)).hasSize(1);
    assertThat(handOver(() -> {}).received(ServerEvent.CallEnded.class)).isEmpty();
  }

  private void call() {
    Reply reply =
        there.handle(
            bob,
            new ClientEvent.InitiateCall(CALL, ADA, CallType.AUDIO, new OpaqueJson("{}"), CHAT));
    there.acknowledged(bob, reply);
  }
}
