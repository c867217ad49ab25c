package com.sup.messenger.application;

import static com.sup.messenger.domain.presence.PresenceStatus.OFFLINE;
import static com.sup.messenger.domain.presence.PresenceStatus.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ChatUpdate;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.SessionHeldException;
import com.sup.messenger.application.memory.message.ChatRevisions;
import com.sup.messenger.application.memory.message.MemoryMessageLog;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.lang.reflect.InvocationHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Tests the effects of one instance on the other.
class ClusterTest extends ClusterScene {

  @Test
  void a_message_reaches_the_devices_of_the_other_instance() {
    RecordingConnection ada = one.connected(ADA);
    RecordingConnection bob = two.connected(BOB);
    send(one, ada, "hello");
    assertThat(bob.seqs()).containsExactly(1L);
  }

  @Test
  void a_change_of_members_that_failed_before_it_was_told_is_made_good() {
    RecordingConnection ada = one.connected(ADA);
    RecordingConnection bob = two.connected(BOB);
    UserId eve = new UserId("eve");
    RecordingConnection added = new RecordingConnection("eve", "eve-1");
    two.application.connect(added, new Arrival.Fresh(Map.of()));
    ChatUpdate update = new ChatUpdate(Map.of(), Set.of(ADA, eve), null);
    one.bus.goAway();
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> one.application.administration().putChat(CHAT, update));
    one.bus.heal(false);
    one.application.administration().putChat(CHAT, update);
    time.advance(Duration.ofSeconds(31));
    send(one, ada, "hello");
    assertThat(bob.seqs()).isEmpty();
    assertThat(bob.received(ServerEvent.ChatRemoved.class)).hasSize(1);
    assertThat(added.seqs()).containsExactly(1L);
  }

  @Test
  void within_thirty_seconds_nobody_of_a_dead_instance_is_there() {
    RecordingConnection ada = one.connected(ADA);
    RecordingConnection bob = two.connected(BOB);
    one.application.handle(ada, new ClientEvent.JoinChat(CHAT));
    two.application.handle(bob, new ClientEvent.JoinChat(CHAT));
    two.application.handle(bob, new ClientEvent.SubscribePresence(List.of(ADA)));
    one.kill();
    time.advance(Duration.ofSeconds(9));
    assertThat(presence(ADA)).isEqualTo(ONLINE);

    time.advance(Duration.ofSeconds(20));
    assertThat(presence(ADA)).isEqualTo(OFFLINE);
    assertThat(bob.received(ServerEvent.PresenceChanged.class).getLast().status())
        .isEqualTo(OFFLINE);
    assertThat(ports.viewers().of(CHAT)).containsExactly(BOB);
    assertThat(bob.received(ServerEvent.MemberLeft.class)).hasSize(1);
    assertThat(ports.connectionRegistry().of(ADA)).isEmpty();
    assertThat(ports.instances().lapsed()).isEmpty();
    assertThat(presence(BOB)).isEqualTo(ONLINE);
  }

  @Test
  void the_calls_of_a_dead_instance_end_within_forty_five_seconds() {
    RecordingConnection ada = one.connected(ADA);
    RecordingConnection bob = two.connected(BOB);
    CallId call = call(one, ada, BOB);
    two.application.handle(bob, new ClientEvent.AnswerCall(call, new OpaqueJson("{}")));
    one.kill();
    time.advance(Duration.ofSeconds(44));
    assertThat(bob.received(ServerEvent.CallEnded.class))
        .extracting(ServerEvent.CallEnded::reason)
        .containsExactly("disconnected");
  }

  @Test
  void a_call_that_rings_ends_though_the_instance_that_began_it_is_dead() {
    RecordingConnection ada = one.connected(ADA);
    RecordingConnection bob = two.connected(BOB);
    call(one, ada, BOB);
    assertThat(bob.received(ServerEvent.CallIncoming.class)).hasSize(1);
    one.kill();
    time.advance(Duration.ofSeconds(44));
    assertThat(bob.received(ServerEvent.CallEnded.class)).hasSize(1);
    assertThat(ports.callStore().of(BOB)).isEmpty();
  }

  @Test
  void who_was_about_to_be_told_offline_by_a_dead_instance_is_offline_all_the_same() {
    RecordingConnection ada = one.connected(ADA);
    one.application.disconnect(ada, false);
    one.kill();
    time.advance(Duration.ofSeconds(7));
    assertThat(presence(ADA)).isEqualTo(OFFLINE);
  }

  @Test
  void what_the_bus_has_lost_comes_before_the_next_message() {
    RecordingConnection ada = one.connected(ADA);
    RecordingConnection bob = two.connected(BOB);
    two.bus.deafen();
    send(one, ada, "lost");
    two.bus.heal(false);
    send(one, ada, "heard");
    assertThat(bob.seqs()).containsExactly(1L, 2L);
  }

  @Test
  void what_the_bus_has_lost_comes_to_all_but_the_connection_that_sent_it() {
    RecordingConnection ada = one.connected(ADA);
    RecordingConnection beside = one.connected(ADA);
    RecordingConnection elsewhere = two.connected(ADA);
    one.bus.deafen();
    two.bus.deafen();
    send(one, ada, "lost");
    one.bus.heal(false);
    two.bus.heal(false);
    time.advance(Duration.ofSeconds(30));
    assertThat(ada.seqs()).isEmpty();
    assertThat(beside.seqs()).containsExactly(1L);
    assertThat(elsewhere.seqs()).containsExactly(1L);
  }

  @Test
  void messages_in_the_places_of_lost_ones_are_shown_too() {
    AtomicReference<MessageLog> log = new AtomicReference<>(ports.messageLog());
    RecordingConnection ada = one.connected(ADA);
    RecordingConnection bob =
        bobReading((_, method, arguments) -> method.invoke(log.get(), arguments));
    send(one, ada, "replicated");
    send(one, ada, "lost");
    log.set(
        new MemoryMessageLog(
            ports.chatDirectory(), new ChatRevisions(ports.eventBus()), 10, 1 << 20));
    time.advance(Duration.ofSeconds(30));
    append(log.get(), ada, "new");
    assertThat(bob.seqs()).containsExactly(1L, 2L, 1L);
  }

  @Test
  void nothing_comes_again_where_the_log_has_lost_its_head_alone() {
    AtomicBoolean headless = new AtomicBoolean();
    RecordingConnection ada = one.connected(ADA);
    RecordingConnection bob =
        bobReading(
            (_, method, arguments) ->
                switch (headless.get() ? method.getName() : "") {
                  case "head" -> 0L;
                  case "heads" -> Map.of(CHAT, MessageLog.Head.NONE);
                  default -> method.invoke(ports.messageLog(), arguments);
                });
    send(one, ada, "first");
    send(one, ada, "second");
    headless.set(true);
    time.advance(Duration.ofSeconds(30));
    headless.set(false);
    send(one, ada, "third");
    assertThat(bob.seqs()).containsExactly(1L, 2L, 3L);
  }

  /// Connects Bob to an instance with another log.
  private RecordingConnection bobReading(InvocationHandler log) {
    ChatApplication three =
        new ChatApplication(
            ReplacedPorts.doing(ports, MessageLog.class, log),
            Settings.of(Admission.MEMBERS),
            time,
            time,
            "three",
            Observer.NONE);
    three.start();
    ports.chatDirectory().add(CHAT, BOB, 0);
    RecordingConnection bob = new RecordingConnection("bob", "bob-1");
    three.connect(bob, new Arrival.Fresh(Map.of()));
    return bob;
  }

  private void append(MessageLog log, Connection from, String text) {
    EncryptedContent content = new EncryptedContent(text);
    log.append(
        new Draft(CHAT, content, MessageType.TEXT, null, null, null),
        from.actor().profile(),
        from.id(),
        new MessageId(text),
        time.instant());
  }

  @Test
  void a_last_message_that_the_bus_has_lost_comes_within_thirty_seconds() {
    RecordingConnection ada = one.connected(ADA);
    RecordingConnection bob = two.connected(BOB);
    two.bus.deafen();
    send(one, ada, "lost");
    two.bus.heal(false);
    assertThat(bob.seqs()).isEmpty();
    time.advance(Duration.ofSeconds(30));
    assertThat(bob.seqs()).containsExactly(1L);
  }

  @Test
  void what_was_missed_comes_as_soon_as_the_subscription_stands_again() {
    RecordingConnection ada = one.connected(ADA);
    RecordingConnection bob = two.connected(BOB);
    two.application.handle(bob, new ClientEvent.SubscribePresence(List.of(ADA)));
    two.bus.deafen();
    send(one, ada, "lost");
    one.application.handle(ada, new ClientEvent.UpdatePresence(PresenceStatus.AWAY, null));
    call(one, ada, BOB);
    ChatId joined = new ChatId("joined-meanwhile");
    ports.chatDirectory().add(joined, BOB, 0);
    two.bus.heal(true);
    time.advance(Duration.ofSeconds(1));
    assertThat(bob.seqs()).containsExactly(1L);
    assertThat(bob.received(ServerEvent.PresenceChanged.class).getLast().status())
        .isEqualTo(PresenceStatus.AWAY);
    assertThat(bob.received(ServerEvent.CallIncoming.class)).hasSize(1);

    ports.chatDirectory().add(joined, ADA, 0);
    one.application.handle(
        ada,
        new ClientEvent.SendMessage(
            joined, new EncryptedContent("x"), MessageType.TEXT, null, null, null));
    assertThat(bob.received(ServerEvent.MessageNew.class)).hasSize(2);
  }

  @Test
  void who_is_put_out_of_a_chat_while_the_bus_is_deaf_no_longer_follows_it() {
    RecordingConnection ada = one.connected(ADA);
    RecordingConnection bob = two.connected(BOB);
    two.bus.deafen();
    ports.chatDirectory().remove(CHAT, BOB);
    two.bus.heal(true);
    time.advance(Duration.ofSeconds(1));
    send(one, ada, "not for bob");
    assertThat(bob.seqs()).isEmpty();
  }

  @Test
  void an_instance_is_ready_while_it_hears_itself() {
    assertThat(one.application.isReady()).isTrue();
    one.bus.deafen();
    time.advance(Duration.ofSeconds(9));
    assertThat(one.application.isReady()).isFalse();
    assertThat(two.application.isReady()).isTrue();
    one.bus.heal(false);
    time.advance(Duration.ofSeconds(2));
    assertThat(one.application.isReady()).isTrue();
    one.bus.goAway();
    time.advance(Duration.ofSeconds(9));
    assertThat(one.application.isReady()).isFalse();
    one.bus.heal(true);
    time.advance(Duration.ofSeconds(2));
    assertThat(one.application.isReady()).isTrue();
    one.application.drain();
    assertThat(one.application.isReady()).isFalse();
  }

  @Test
  void a_session_whose_loss_was_not_noticed_is_let_go_of_for_the_client_that_comes_back() {
    RecordingConnection ada = one.connected(ADA);
    assertThatThrownBy(() -> claimElsewhere(ada)).isInstanceOf(SessionHeldException.class);
    assertThat(ada.isCut()).isTrue();
  }

  @Test
  void a_client_begins_anew_if_its_session_died_with_an_instance() {
    RecordingConnection ada = one.connected(ADA);
    one.kill();
    time.advance(Duration.ofSeconds(7));
    assertThat(ports.connectionRegistry().of(ADA)).as("not taken out yet").isNotEmpty();
    assertThat(claimElsewhere(ada)).isEmpty();
  }

  private Optional<Arrival.Resumed> claimElsewhere(Connection of) {
    return two.application.claim(of.recoveryKey(), "any", of.actor(), () -> true);
  }
}
