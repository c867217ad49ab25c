package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sup.messenger.application.admin.Operations;
import com.sup.messenger.application.admin.Operations.InstanceHealth;
import com.sup.messenger.application.admin.Signs.State;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.port.Instances;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Tests the answers to operators, with two instances.
class OperationsTest extends ClusterScene {

  private static final UserId EVE = new UserId("eve");

  private List<InstanceHealth> health() {
    return one.application.operations().health().instances();
  }

  private InstanceHealth health(String id) {
    return health().stream().filter(health -> health.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void two_ready_instances_are_well() {
    time.advance(Duration.ofSeconds(3));
    assertThat(health()).extracting(InstanceHealth::id).containsExactly("one", "two");
    assertThat(health())
        .allSatisfy(
            health -> {
              assertThat(health.state()).isEqualTo(State.READY);
              assertThat(health.answers()).isTrue();
              assertThat(health.clockAhead()).isZero();
            });
  }

  @Test
  void an_instance_that_drains_says_so() {
    two.application.drain();
    time.advance(Duration.ofSeconds(3));
    assertThat(health("two").state()).isEqualTo(State.DRAINING);
  }

  @Test
  void an_instance_that_hears_nothing_is_deaf_and_silent() {
    time.advance(Duration.ofSeconds(3));
    two.bus.deafen();
    time.advance(Duration.ofSeconds(9));
    List<InstanceHealth> all = health();
    assertThat(all).extracting(InstanceHealth::state).containsExactly(State.READY, State.DEAF);
    assertThat(all).extracting(InstanceHealth::answers).containsExactly(true, false);
  }

  @Test
  void an_instance_without_a_canary_starts_and_an_old_version_reports_nothing() {
    time.advance(Duration.ofSeconds(3));
    Map<String, Long> young = Map.of("ready", 0L, "draining", 0L, "canaries", 0L);
    ports.instances().beat(new Instances.Instance("young", time.instant(), young));
    Instant before = time.instant().minusSeconds(11);
    ports.instances().beat(new Instances.Instance("late", before, young));
    ports.instances().beat(new Instances.Instance("old", before, Map.of("rooms", 1L)));
    assertThat(health())
        .extracting(health -> health.id() + " " + health.state() + " " + health.answers())
        .containsExactly(
            "late DEAF false",
            "old UNKNOWN false",
            "one READY true",
            "two READY true",
            "young STARTING false");
  }

  @Test
  void a_clock_that_differs_is_told() {
    Instant ahead = time.instant().plusSeconds(60);
    beat("two", figures -> figures.put("clock.millis", ahead.toEpochMilli()));
    assertThat(health("two").clockAhead()).isEqualTo(Duration.ofSeconds(60));
    Instant behind = time.instant().minusSeconds(60);
    beat("two", figures -> figures.put("clock.millis", behind.toEpochMilli()));
    assertThat(health("two").clockAhead()).isEqualTo(Duration.ofSeconds(-55));
  }

  private void beat(String id, Consumer<Map<String, Long>> change) {
    Instances.Instance known =
        ports.instances().live().stream()
            .filter(live -> live.id().equals(id))
            .findFirst()
            .orElseThrow();
    Map<String, Long> figures = new HashMap<>(known.figures());
    change.accept(figures);
    ports.instances().beat(new Instances.Instance(id, known.startedAt(), figures));
  }

  @Test
  void refusals_are_counted_by_their_code() {
    RecordingConnection ada = one.connected(ADA);
    assertThatThrownBy(
            () ->
                one.application.handle(
                    ada, "chat:join", () -> new ClientEvent.JoinChat(new ChatId("none"))))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> one.application.authenticate("", null));
    assertThat(health("one").counts())
        .containsEntry("connection.AUTHENTICATION_REQUIRED", 1L)
        .containsEntry("event.CHAT_NOT_FOUND", 1L)
        .doesNotContainKey("event.INTERNAL");
  }

  @Test
  void cursors_of_a_user_are_those_of_the_open_devices() {
    RecordingConnection ada = one.connected(ADA);
    RecordingConnection bob = two.connected(BOB);
    send(one, ada, "hello");
    confirm(bob);
    Operations.Cursors cursors = one.application.operations().cursors(BOB);
    assertThat(cursors.more()).isFalse();
    Operations.ChatCursor cursor = cursors.chats().getFirst();
    assertThat(cursor.headSeq()).isEqualTo(1);
    assertThat(cursor.receipt().delivered()).isEqualTo(1);
    assertThat(cursor.receipt().read()).isZero();
    assertThat(cursor.devices()).containsEntry(new DeviceId("bob-1"), 1L);
    assertThat(one.application.operations().cursors(EVE).chats()).isEmpty();
  }

  private void confirm(RecordingConnection bob) {
    var message = ports.messageLog().references(CHAT, 0, 1).getFirst().id();
    two.application.handle(bob, new ClientEvent.ConfirmDelivery(message, CHAT, null));
  }

  @Test
  void a_message_is_shown_with_its_receivers() {
    RecordingConnection ada = one.connected(ADA);
    RecordingConnection bob = two.connected(BOB);
    send(one, ada, "hello");
    ports.chatDirectory().add(CHAT, EVE, 1);
    confirm(bob);
    Operations.Delivered delivered = one.application.operations().delivered(CHAT, 1);
    assertThat(delivered.sender()).isEqualTo(ADA);
    assertThat(delivered.deleted()).isFalse();
    Map<DeviceId, Boolean> devices = Map.of(new DeviceId("bob-1"), true);
    assertThat(delivered.receivers())
        .containsExactly(
            new Operations.Receiver(BOB, true, true, false, devices),
            new Operations.Receiver(EVE, false, false, false, Map.of()));
  }

  @Test
  void a_message_that_is_not_in_the_log_is_refused() {
    RecordingConnection ada = one.connected(ADA);
    send(one, ada, "hello");
    Operations operations = one.application.operations();
    assertThatThrownBy(() -> operations.delivered(CHAT, 2)).hasMessageContaining("newest is 1");
    assertThatThrownBy(() -> operations.delivered(new ChatId("none"), 1))
        .hasMessageContaining("Chat not found");
  }
}
