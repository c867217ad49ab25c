package com.sup.messenger.application;

import static com.sup.messenger.domain.presence.PresenceStatus.OFFLINE;
import static com.sup.messenger.domain.presence.PresenceStatus.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.PresenceStore;
import com.sup.messenger.application.port.Viewers;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.presence.PresenceStatus;
import com.sup.messenger.domain.presence.UserPresence;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Tests that the registry is reconciled with the open connections after faults.
class RegistryReconcilerTest extends ClusterScene {

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
    assertThat(ports.connectionRegistry().of(ADA)).hasSize(1);
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
    assertThat(ports.connectionRegistry().on("one")).isEmpty();
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
    assertThat(ports.connectionRegistry().of(ADA)).extracting("instance").containsExactly("two");
    assertThat(presence(ADA)).isEqualTo(ONLINE);
    assertThat(ports.viewers().of(CHAT)).containsExactly(ADA);
  }

  /// Continues a session at the second instance.
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
    ports.connectionRegistry().exit(ports.connectionRegistry().of(ADA).getFirst());
    time.advance(Duration.ofSeconds(10));
    assertThat(ports.connectionRegistry().of(ADA)).hasSize(1);
  }

  @Test
  void a_disconnect_that_found_a_dependency_away_is_made_good() {
    RecordingConnection ada = one.connected(ADA);
    ConnectionRegistry.Entry left = ports.connectionRegistry().of(ADA).getFirst();
    one.application.disconnect(ada, false);
    ports.connectionRegistry().enter(left);
    ports.viewers().enter(CHAT, ADA, left.connectionId());
    time.advance(Duration.ofSeconds(10));
    assertThat(ports.connectionRegistry().of(ADA)).isEmpty();
    assertThat(ports.viewers().of(CHAT)).isEmpty();
  }

  @Test
  void who_was_taken_for_dead_and_lives_is_in_the_call_still() {
    RecordingConnection ada = one.connected(ADA);
    RecordingConnection bob = two.connected(BOB);
    CallId call = call(one, ada, BOB);
    two.application.handle(bob, new ClientEvent.AnswerCall(call, new OpaqueJson("{}")));
    one.kill();
    time.advance(Duration.ofSeconds(15));
    assertThat(presence(ADA)).isEqualTo(ONLINE);
    assertThat(ports.connectionRegistry().of(ADA)).isEmpty();

    one.dead = false;
    one.application.start();
    time.advance(Duration.ofSeconds(60));
    assertThat(bob.received(ServerEvent.CallEnded.class)).isEmpty();
    assertThat(ports.callStore().of(ADA)).isPresent();
  }

  @Test
  void who_comes_back_while_given_up_is_there_again() {
    RecordingConnection ada = one.connected(ADA);
    one.application.handle(ada, new ClientEvent.JoinChat(CHAT));
    ConnectionRegistry.Entry left = ports.connectionRegistry().of(ADA).getFirst();
    one.application.disconnect(ada, true);
    ports.connectionRegistry().enter(left);
    one.roster.onceReadOf(() -> comeBack(ada));
    time.advance(Duration.ofSeconds(10));
    assertThat(ports.connectionRegistry().of(ADA)).hasSize(1);
    assertThat(presence(ADA)).isEqualTo(ONLINE);
    assertThat(ports.viewers().of(CHAT)).containsExactly(ADA);
  }

  /// Resumes a session at the first instance.
  private void comeBack(RecordingConnection connection) {
    Arrival.Resumed arrival = claim(connection);
    one.application.connect(connection.resumed(arrival), arrival);
  }

  private Arrival.Resumed claim(RecordingConnection connection) {
    return one.application
        .claim(connection.recoveryKey(), connection.offset(0), connection.actor(), () -> true)
        .orElseThrow();
  }

  @Test
  void entering_again_is_tried_until_it_succeeds() {
    RecordingConnection ada = one.connected(ADA);
    one.application.handle(ada, new ClientEvent.JoinChat(CHAT));
    ports.connectionRegistry().exit(ports.connectionRegistry().of(ADA).getFirst());
    ports.viewers().exit(CHAT, ADA, ada.id());
    ports.presenceStore().change(ADA, _ -> UserPresence.unknown(ADA));
    one.bus.goAway();
    time.advance(Duration.ofSeconds(7));
    assertThat(ports.connectionRegistry().of(ADA)).hasSize(1);
    assertThat(ports.viewers().of(CHAT)).isEmpty();

    one.bus.heal(false);
    time.advance(Duration.ofSeconds(7));
    assertThat(ports.viewers().of(CHAT)).containsExactly(ADA);
    assertThat(presence(ADA)).isEqualTo(ONLINE);
  }

  @Test
  void who_is_forgotten_as_a_user_alone_is_entered_again() {
    one.connected(ADA);
    one.roster.forget(ADA);
    time.advance(Duration.ofSeconds(70));
    assertThat(one.roster.entered()).hasSize(2);
    time.advance(Duration.ofSeconds(70));
    assertThat(one.roster.entered()).hasSize(2);
  }

  @Test
  void each_device_of_a_user_who_is_forgotten_is_entered_again() {
    one.connected(ADA);
    RecordingConnection laptop = new RecordingConnection("ada", "laptop");
    two.application.connect(laptop, new Arrival.Fresh(Map.of()));
    one.roster.forget(ADA);
    two.roster.forget(ADA);
    time.advance(Duration.ofSeconds(70));
    assertThat(one.roster.entered()).hasSize(2);
    assertThat(two.roster.entered()).hasSize(2);
  }

  @Test
  void who_goes_on_elsewhere_while_entered_again_stays_there() {
    RecordingConnection ada = one.connected(ADA);
    one.application.handle(ada, new ClientEvent.JoinChat(CHAT));
    ports.connectionRegistry().exit(ports.connectionRegistry().of(ADA).getFirst());
    one.roster.onceReentering(() -> goOn(ada));
    time.advance(Duration.ofSeconds(20));
    assertThat(ports.connectionRegistry().of(ADA)).extracting("instance").containsExactly("two");
    assertThat(ports.connectionRegistry().on("one")).isEmpty();
    assertThat(presence(ADA)).isEqualTo(ONLINE);
    assertThat(ports.viewers().of(CHAT)).containsExactly(ADA);
  }

  @Test
  void what_a_device_says_while_it_is_entered_again_stays() {
    RecordingConnection ada = new RecordingConnection("ada", "ada-1");
    var away = new ClientEvent.UpdatePresence(PresenceStatus.AWAY, null);
    missedThen(PresenceStore.class, "change", ada, three -> three.handle(ada, away));
    assertThat(presence(ADA)).isEqualTo(PresenceStatus.AWAY);
  }

  @Test
  void a_chat_that_is_left_while_its_viewer_is_entered_again_is_left() {
    RecordingConnection ada = new RecordingConnection("ada", "ada-1");
    var leave = new ClientEvent.LeaveChat(CHAT);
    missedThen(Viewers.class, "enter", ada, three -> three.handle(ada, leave));
    assertThat(ports.viewers().of(CHAT)).isEmpty();
  }

  /// Makes a viewer's connection enter again, and runs a task before a port is called for that.
  private <P> void missedThen(
      Class<P> port, String method, Connection connection, Consumer<ChatApplication> before) {
    AtomicReference<@Nullable Runnable> hook = new AtomicReference<>();
    ChatApplication three =
        new ChatApplication(
            ReplacedPorts.with(ports, port, method, hook),
            Settings.of(Admission.MEMBERS),
            time,
            time,
            "three",
            Observer.NONE);
    three.start();
    ports.chatDirectory().add(CHAT, ADA, 0);
    three.connect(connection, new Arrival.Fresh(Map.of()));
    three.handle(connection, new ClientEvent.JoinChat(CHAT));
    ports.connectionRegistry().exit(ports.connectionRegistry().of(ADA).getFirst());
    hook.set(() -> before.accept(three));
    time.advance(Duration.ofSeconds(7));
    assertThat(hook.get()).isNull();
    three.stop();
  }

  @Test
  void the_end_of_a_connection_that_was_overtaken_takes_nothing_from_the_other() {
    RecordingConnection ada = one.connected(ADA);
    one.application.handle(ada, new ClientEvent.JoinChat(CHAT));
    one.application.disconnect(ada, true);
    Arrival.Resumed arrival = claim(ada);
    RecordingConnection overtaken = ada.resumed(arrival);
    one.application.connect(overtaken, arrival);
    two.application.connect(ada.resumed(arrival), arrival);
    one.application.disconnect(overtaken, true);
    time.advance(Duration.ofSeconds(20));
    assertThat(ports.connectionRegistry().of(ADA)).extracting("instance").containsExactly("two");
    assertThat(presence(ADA)).isEqualTo(ONLINE);
    assertThat(ports.viewers().of(CHAT)).containsExactly(ADA);
  }

  @Test
  void what_an_instance_that_stops_leaves_is_taken_out_by_the_others() {
    RecordingConnection ada = one.connected(ADA);
    one.application.handle(ada, new ClientEvent.JoinChat(CHAT));
    one.application.handOver(ada);
    one.application.stop();
    one.kill();
    time.advance(Duration.ofSeconds(30));
    assertThat(presence(ADA)).isEqualTo(OFFLINE);
    assertThat(ports.viewers().of(CHAT)).isEmpty();
    assertThat(ports.connectionRegistry().of(ADA)).isEmpty();
    assertThat(ports.instances().lapsed()).isEmpty();
  }
}
