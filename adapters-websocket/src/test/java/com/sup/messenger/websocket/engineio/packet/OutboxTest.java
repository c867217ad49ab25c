package com.sup.messenger.websocket.engineio.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final long LATE = 1;

  private final OutboundBudget budget = new OutboundBudget(1_000_000);
  private final Outbox outbox = new Outbox(3, 1000, Duration.ZERO, budget, new LongAdder());

  @Test
  void packets_come_in_order() {
    outbox.offer(List.of(text("a"), text("b")), LATE);
    outbox.offer(List.of(text("c")), LATE);
    assertThat(drain()).containsExactly("4a", "4b", "4c");
    assertThat(outbox.isEmpty()).isTrue();
    assertThat(outbox.poll()).isNull();
  }

  @Test
  void more_packets_than_the_bound_are_refused_whole() {
    outbox.offer(List.of(text("a"), text("b")), LATE);
    assertThat(outbox.offer(List.of(text("c"), text("d")), LATE)).isFalse();
    assertThat(drain()).containsExactly("4a", "4b");
  }

  @Test
  void more_bytes_than_the_bound_are_refused() {
    outbox.offer(List.of(text("a".repeat(600))), LATE);
    assertThat(outbox.offer(List.of(text("b".repeat(600))), LATE)).isFalse();
    assertThat(outbox.offer(List.of(text("c".repeat(300))), LATE)).isTrue();
  }

  @Test
  void an_empty_outbox_takes_any_batch() {
    assertThat(outbox.offer(List.of(text("a".repeat(5000))), LATE)).isTrue();
    assertThat(outbox.offer(List.of(text("b")), LATE)).isFalse();
  }

  @Test
  void what_is_taken_makes_room() {
    for (int i = 0; i < 1000; i++) {
      assertThat(outbox.offer(List.of(text("a".repeat(400)), text("b".repeat(400))), LATE))
          .isTrue();
      outbox.poll();
      outbox.poll();
    }
    assertThat(outbox.isEmpty()).isTrue();
  }

  @Test
  void more_than_the_bounds_may_wait_for_a_while_and_four_times_never() {
    Outbox patient = new Outbox(3, 1000, Duration.ofNanos(10), budget, new LongAdder());
    patient.offer(List.of(text("a".repeat(900))), 100);
    assertThat(patient.offer(List.of(text("b".repeat(900))), 101)).isTrue();
    assertThat(patient.isLate(110)).isFalse();
    assertThat(patient.isLate(111)).isTrue();
    assertThat(patient.offer(List.of(text("c")), 111)).isFalse();
    patient.poll();
    assertThat(patient.isLate(111)).isFalse();
    assertThat(patient.offer(List.of(text("d".repeat(2500))), 112)).isTrue();
    assertThat(patient.offer(List.of(text("e".repeat(1000))), 112)).isFalse();
  }

  @Test
  void a_message_counts_once_until_the_last_client_has_been_sent_it() {
    Outbox other = new Outbox(3, 1000, Duration.ZERO, budget, new LongAdder());
    OutboundMessage message = text("a".repeat(97));
    outbox.offer(List.of(message), LATE);
    other.offer(List.of(message, text("b")), LATE);
    assertThat(budget.held()).isEqualTo(104);
    outbox.poll();
    outbox.written(1);
    assertThat(budget.held()).isEqualTo(104);
    other.poll();
    assertThat(other.waitingBytes()).isEqualTo(104);
    other.clear();
    assertThat(budget.held()).isZero();
    assertThat(other.waitingBytes()).isZero();
  }

  @Test
  void volatile_packets_give_way_together() {
    outbox.offer(List.of(text("a")), LATE);
    outbox.offer(List.of(text("v").droppableIfSlow(), text("w").droppableIfSlow()), LATE);
    assertThat(outbox.offer(List.of(text("b")), LATE)).isTrue();
    assertThat(drain()).containsExactly("4a", "4b");
  }

  @Test
  void volatile_packets_of_which_one_has_gone_do_not_give_way() {
    outbox.offer(List.of(text("v").droppableIfSlow(), text("w").droppableIfSlow()), LATE);
    outbox.poll();
    outbox.offer(List.of(text("a"), text("b")), LATE);
    assertThat(outbox.offer(List.of(text("c")), LATE)).isFalse();
    assertThat(drain()).containsExactly("4w", "4a", "4b");
  }

  @Test
  void a_volatile_packet_that_does_not_fit_is_dropped() {
    outbox.offer(List.of(text("a"), text("b"), text("c")), LATE);
    assertThat(outbox.offer(List.of(text("v").droppableIfSlow()), LATE)).isTrue();
    assertThat(drain()).containsExactly("4a", "4b", "4c");
  }

  @Test
  void packets_of_the_protocol_always_fit() {
    outbox.offer(List.of(text("a"), text("b"), text("c")), LATE);
    outbox.add(OutboundMessage.packet('2', ""));
    assertThat(drain()).containsExactly("4a", "4b", "4c", "2");
  }

  @Test
  void clearing_leaves_nothing() {
    outbox.offer(List.of(text("a"), text("b")), LATE);
    outbox.poll();
    outbox.clear();
    assertThat(outbox.isEmpty()).isTrue();
    assertThat(outbox.poll()).isNull();
    assertThat(outbox.offer(List.of(text("a"), text("b"), text("c")), LATE)).isTrue();
  }

  private static OutboundMessage text(String text) {
    return OutboundMessage.text(text);
  }

  private List<String> drain() {
    List<String> packets = new ArrayList<>();
    outbox
        .pollAll()
        .forEach(p -> packets.add(new String(p.pollingPacket(), StandardCharsets.UTF_8)));
    return packets;
  }
}
