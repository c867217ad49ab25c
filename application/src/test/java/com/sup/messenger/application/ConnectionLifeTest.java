package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.connection.OpenConnections;
import com.sup.messenger.application.connection.Phase;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Tests the life of a connection, and what each end of it leaves.
class ConnectionLifeTest extends ClusterScene {

  private static final Arrival FRESH = new Arrival.Fresh(Map.of());

  private final RecordingConnection ada = new RecordingConnection("ada", "phone");

  private void connect(RecordingConnection connection, Arrival arrival) {
    ports.chatDirectory().add(CHAT, ADA, 0);
    one.application.connect(connection, arrival);
  }

  private Optional<Arrival.Resumed> claim(RecordingConnection left) {
    return two.application.claim(left.recoveryKey(), left.offset(0), left.actor(), () -> true);
  }

  private Arrival.Resumed dropped() {
    connect(ada, FRESH);
    one.application.handle(ada, new ClientEvent.JoinChat(CHAT));
    one.application.handle(ada, new ClientEvent.UpdatePresence(PresenceStatus.BUSY, null));
    one.application.disconnect(ada, true);
    return claim(ada).orElseThrow();
  }

  @Test
  void a_connection_is_live_after_its_arrival() {
    assertThat(ada.state().phase()).isEqualTo(Phase.ACCEPTED);
    connect(ada, FRESH);
    assertThat(ada.state().phase()).isEqualTo(Phase.LIVE);
    assertThat(one.application.connections().active()).isEqualTo(1);
    assertThat(one.application.connectionsBy("websocket")).isEqualTo(1);
  }

  @Test
  void a_connection_that_drops_before_its_arrival_leaves_nothing() {
    one.application.disconnect(ada, true);
    assertThat(ada.state().phase()).isEqualTo(Phase.CLOSED);
    assertThat(one.application.connections().active()).isZero();
    assertThat(two.application.takeOver(ada.recoveryKey(), ada.fence(), ada.actor())).isEmpty();
  }

  @Test
  void a_connection_that_drops_leaves_a_snapshot() {
    Snapshot left = dropped().snapshot();
    assertThat(ada.state().phase()).isEqualTo(Phase.CLOSED);
    assertThat(left.status()).isEqualTo(PresenceStatus.BUSY);
    assertThat(left.topics()).hasSize(2);
    assertThat(left.positions()).containsOnlyKeys(CHAT);
    assertThat(one.application.connections().active()).isZero();
    assertThat(one.application.connectionsBy("websocket")).isZero();
    assertThat(one.application.rooms()).isZero();
  }

  @Test
  void a_connection_that_leaves_has_no_snapshot() {
    connect(ada, FRESH);
    one.application.disconnect(ada, false);
    assertThat(claim(ada)).isEmpty();
  }

  @Test
  void a_connection_that_is_handed_over_leaves_a_snapshot() {
    connect(ada, FRESH);
    one.application.handOver(ada);
    assertThat(ada.state().phase()).isEqualTo(Phase.HANDED_OVER);
    assertThat(one.application.connections().active()).isZero();
    assertThat(two.application.takeOver(ada.recoveryKey(), ada.fence(), ada.actor())).isPresent();
  }

  @Test
  void a_connection_that_drops_in_its_arrival_leaves_the_earlier_snapshot() {
    Arrival.Resumed arrival = dropped();
    RecordingConnection back = failing(arrival);
    one.application.disconnect(back, true);
    assertThat(back.state().phase()).isEqualTo(Phase.CLOSED);
    assertEarlier(claim(back).orElseThrow().snapshot(), arrival.snapshot());
  }

  @Test
  void a_connection_that_is_handed_over_in_its_arrival_leaves_the_earlier_snapshot() {
    Arrival.Resumed arrival = dropped();
    RecordingConnection back = failing(arrival);
    one.application.handOver(back);
    assertThat(back.state().phase()).isEqualTo(Phase.HANDED_OVER);
    Snapshot left =
        two.application
            .takeOver(back.recoveryKey(), back.fence(), back.actor())
            .orElseThrow()
            .snapshot();
    assertEarlier(left, arrival.snapshot());
  }

  /// Returns a connection whose arrival fails, as the bus is away.
  private RecordingConnection failing(Arrival.Resumed arrival) {
    RecordingConnection back = ada.resumed(arrival);
    one.bus.goAway();
    assertThatThrownBy(() -> connect(back, arrival)).isInstanceOf(UnavailableException.class);
    one.bus.heal(false);
    assertThat(back.state().phase()).isEqualTo(Phase.ARRIVING);
    return back;
  }

  private static void assertEarlier(Snapshot left, Snapshot earlier) {
    assertThat(left.status()).isEqualTo(earlier.status());
    assertThat(left.topics()).isEqualTo(earlier.topics());
    assertThat(left.positions()).isEqualTo(earlier.positions());
    assertThat(left.takenAt()).isEqualTo(earlier.takenAt());
  }

  @Test
  void a_connection_whose_token_is_revoked_at_its_arrival_settles_its_session() {
    Arrival.Resumed arrival = dropped();
    ports.revocations().revoke(ADA, null, time.instant());
    RecordingConnection back = ada.resumed(arrival);
    connect(back, arrival);
    assertThat(back.ended()).hasSize(1);
    assertThat(back.state().phase()).isEqualTo(Phase.LIVE);
    assertThat(back.received(ServerEvent.SyncComplete.class)).isEmpty();
    one.application.disconnect(back, false);
    assertThat(claim(ada)).isEmpty();
  }

  @Test
  void a_connection_that_was_overtaken_here_is_counted_out_and_leaves_nothing() {
    Arrival.Resumed arrival = dropped();
    RecordingConnection overtaken = ada.resumed(arrival);
    RecordingConnection later = ada.resumed(arrival);
    connect(overtaken, arrival);
    connect(later, arrival);
    one.application.disconnect(overtaken, true);
    assertThat(one.application.connections().active()).isEqualTo(1);
    assertThat(one.application.connectionsBy("websocket")).isEqualTo(1);
    assertThat(ports.connectionRegistry().of(ADA)).hasSize(1);
    assertThat(presence(ADA)).isEqualTo(PresenceStatus.BUSY);
    one.application.disconnect(later, true);
    assertThat(one.application.connections().active()).isZero();
  }

  @Test
  void a_connection_that_ends_while_it_begins_to_follow_follows_nothing() {
    AtomicReference<@Nullable Runnable> hook = new AtomicReference<>();
    ChatApplication application =
        new ChatApplication(
            ReplacedPorts.with(ports, EventBus.class, "subscribe", hook),
            Settings.of(Admission.MEMBERS),
            time,
            time,
            "three",
            Observer.NONE);
    ports.chatDirectory().add(CHAT, ADA, 0);
    application.connect(ada, FRESH);
    hook.set(() -> application.disconnect(ada, true));
    application.handle(ada, new ClientEvent.JoinChat(CHAT));
    assertThat(hook.get()).isNull();
    assertThat(application.rooms()).isZero();
  }

  @Test
  void rounds_leave_out_a_connection_that_is_arriving() {
    OpenConnections open = new OpenConnections("one");
    open.add(ada);
    ada.state().arrive(FRESH);
    assertThat(open.live()).isEmpty();
    ada.state().arrived();
    assertThat(open.live()).containsExactly(ada);
  }

  @Test
  void a_connection_arrives_once() {
    connect(ada, FRESH);
    assertIllegal(() -> connect(ada, FRESH));
  }

  @Test
  void a_connection_ends_once() {
    connect(ada, FRESH);
    one.application.disconnect(ada, true);
    for (Runnable again :
        List.<Runnable>of(
            () -> one.application.disconnect(ada, true),
            () -> one.application.handOver(ada),
            () -> connect(ada, FRESH))) {
      assertIllegal(again);
    }
    assertThat(one.application.connections().active()).isZero();
  }

  @Test
  void a_connection_that_has_not_arrived_is_not_handed_over() {
    assertIllegal(() -> one.application.handOver(ada));
    assertThat(ports.connectionRegistry().of(ADA)).isEmpty();
  }

  private static void assertIllegal(Runnable change) {
    assertThatThrownBy(change::run).isInstanceOf(IllegalStateException.class);
  }
}
