package com.sup.messenger.application;

import static com.sup.messenger.domain.presence.PresenceStatus.OFFLINE;
import static com.sup.messenger.domain.presence.PresenceStatus.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.Alarms;
import com.sup.messenger.application.port.EventBus;
import com.sup.messenger.application.port.Ports;
import com.sup.messenger.application.port.Roster;
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
import org.junit.jupiter.api.Test;

/// Two instances on the same ports: what one does for the other.
class ClusterTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");

  private final ManualTime time = new ManualTime();
  private final Ports ports = MemoryPorts.create(time);
  private final Instance one = new Instance("one");
  private final Instance two = new Instance("two");

  /// An instance that does nothing any more once it is dead.
  private final class Instance implements Alarms {
    private final FaultyBus bus = new FaultyBus(ports.eventBus());
    private final WatchedRoster roster = new WatchedRoster(ports.roster());
    private final ChatApplication application;
    private boolean dead;

    Instance(String id) {
      application =
          new ChatApplication(with(bus, roster), Settings.of(Admission.MEMBERS), time, this, id);
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

    void kill() {
      dead = true;
    }

    RecordingConnection connected(UserId user) {
      ports.chatDirectory().add(CHAT, user);
      RecordingConnection connection = new RecordingConnection(user.value(), user.value() + "-1");
      application.connect(connection, new Arrival.Fresh(Map.of()));
      return connection;
    }
  }

  private Ports with(EventBus bus, Roster roster) {
    return ReplacedPorts.with(ReplacedPorts.with(ports, EventBus.class, bus), Roster.class, roster);
  }

  private static void send(Instance by, Connection from, String text) {
    by.application.handle(
        from,
        new ClientEvent.SendMessage(
            CHAT, new EncryptedContent(text), MessageType.TEXT, null, null, null));
  }

  private PresenceStatus presence(UserId user) {
    return ports.presenceBoard().of(List.of(user)).getFirst().status();
  }

  @Test
  void a_message_reaches_the_devices_of_the_other_instance() {
    RecordingConnection ada = one.connected(ADA);
    RecordingConnection bob = two.connected(BOB);
    send(one, ada, "hello");
    assertThat(bob.seqs()).containsExactly(1L);
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
    assertThat(ports.roster().of(ADA)).isEmpty();
    assertThat(ports.instances().lapsed()).isEmpty();
    assertThat(presence(BOB)).isEqualTo(ONLINE);
  }

  private CallId call(Instance by, RecordingConnection caller, UserId target) {
    CallId id = new CallId("call");
    OpaqueJson offer = new OpaqueJson("{}");
    var initiate = new ClientEvent.InitiateCall(id, target, CallType.AUDIO, offer, null);
    by.application.acknowledged(caller, by.application.handle(caller, initiate));
    return id;
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
    assertThat(ports.callBook().of(BOB)).isEmpty();
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
  void who_was_taken_for_dead_and_lives_is_there_again() {
    RecordingConnection ada = one.connected(ADA);
    one.application.handle(ada, new ClientEvent.JoinChat(CHAT));
    var invisible = new ClientEvent.UpdatePresence(PresenceStatus.BUSY, null);
    one.application.handle(ada, invisible);
    one.kill();
    time.advance(Duration.ofSeconds(25));
    assertThat(presence(ADA)).isEqualTo(OFFLINE);

    one.dead = false;
    one.application.start();
    time.advance(Duration.ofSeconds(4));
    assertThat(presence(ADA)).isEqualTo(PresenceStatus.BUSY);
    assertThat(ports.viewers().of(CHAT)).containsExactly(ADA);
    assertThat(ports.roster().of(ADA)).hasSize(1);
  }

  @Test
  void who_comes_while_an_instance_looks_who_is_there_is_entered_once() {
    one.roster.onceReadOn(() -> one.connected(ADA));
    time.advance(Duration.ofSeconds(4));
    assertThat(one.roster.entered()).hasSize(1);
    time.advance(Duration.ofSeconds(10));
    assertThat(one.roster.entered()).hasSize(1);
  }

  @Test
  void who_has_gone_on_from_an_instance_that_dies_stays_where_it_is() {
    RecordingConnection ada = one.connected(ADA);
    RecordingConnection bob = two.connected(BOB);
    one.application.handle(ada, new ClientEvent.JoinChat(CHAT));
    two.application.handle(bob, new ClientEvent.JoinChat(CHAT));
    goOn(ada);
    one.kill();
    time.advance(Duration.ofSeconds(30));
    assertThat(ports.roster().on("one")).isEmpty();
    assertThat(presence(ADA)).isEqualTo(ONLINE);
    assertThat(bob.received(ServerEvent.MemberLeft.class)).isEmpty();
  }

  @Test
  void who_goes_on_while_its_instance_gives_it_up_is_there_again() {
    RecordingConnection ada = one.connected(ADA);
    one.application.handle(ada, new ClientEvent.JoinChat(CHAT));
    one.application.handOver(ada);
    one.roster.onceReadOf(() -> takeOver(ada));
    time.advance(Duration.ofSeconds(10));
    assertThat(ports.roster().of(ADA)).extracting("instance").containsExactly("two");
    assertThat(presence(ADA)).isEqualTo(ONLINE);
    assertThat(ports.viewers().of(CHAT)).containsExactly(ADA);
  }

  /// At the second instance.
  private void goOn(RecordingConnection connection) {
    one.application.handOver(connection);
    takeOver(connection);
  }

  private void takeOver(RecordingConnection connection) {
    var arrival =
        two.application
            .takeOver(connection.recoveryKey(), connection.fence(), connection.actor())
            .orElseThrow();
    two.application.connect(connection.elsewhere(arrival.snapshot()), arrival);
  }

  @Test
  void who_is_missing_is_entered_again() {
    one.connected(ADA);
    ports.roster().exit(ports.roster().of(ADA).getFirst());
    time.advance(Duration.ofSeconds(10));
    assertThat(ports.roster().of(ADA)).hasSize(1);
  }

  @Test
  void a_disconnect_that_found_a_dependency_away_is_made_good() {
    RecordingConnection ada = one.connected(ADA);
    Roster.Entry left = ports.roster().of(ADA).getFirst();
    one.application.disconnect(ada, false);
    ports.roster().enter(left);
    ports.viewers().enter(CHAT, ADA, left.connectionId());
    time.advance(Duration.ofSeconds(10));
    assertThat(ports.roster().of(ADA)).isEmpty();
    assertThat(ports.viewers().of(CHAT)).isEmpty();
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
    ports.chatDirectory().add(joined, BOB);
    two.bus.heal(true);
    time.advance(Duration.ofSeconds(1));
    assertThat(bob.seqs()).containsExactly(1L);
    assertThat(bob.received(ServerEvent.PresenceChanged.class).getLast().status())
        .isEqualTo(PresenceStatus.AWAY);
    assertThat(bob.received(ServerEvent.CallIncoming.class)).hasSize(1);

    ports.chatDirectory().add(joined, ADA);
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
    two.application.claim(ada.recoveryKey(), "any", ada.actor(), () -> true);
    assertThat(ada.isCut()).isTrue();
  }
}
