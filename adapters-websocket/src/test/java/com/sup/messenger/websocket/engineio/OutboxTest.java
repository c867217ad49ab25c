package com.sup.messenger.websocket.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final Outbox outbox = new Outbox(3, 1000, new LongAdder());

  @Test
  void packets_come_in_order() {
    outbox.offer(List.of(text("a"), text("b")));
    outbox.offer(List.of(text("c")));
    assertThat(drain()).containsExactly("4a", "4b", "4c");
    assertThat(outbox.isEmpty()).isTrue();
    assertThat(outbox.poll()).isNull();
  }

  @Test
  void more_packets_than_the_bound_are_refused_whole() {
    outbox.offer(List.of(text("a"), text("b")));
    assertThat(outbox.offer(List.of(text("c"), text("d")))).isFalse();
    assertThat(drain()).containsExactly("4a", "4b");
  }

  @Test
  void more_bytes_than_the_bound_are_refused() {
    outbox.offer(List.of(text("a".repeat(600))));
    assertThat(outbox.offer(List.of(text("b".repeat(600))))).isFalse();
    assertThat(outbox.offer(List.of(text("c".repeat(300))))).isTrue();
  }

  @Test
  void an_empty_outbox_takes_any_batch() {
    assertThat(outbox.offer(List.of(text("a".repeat(5000))))).isTrue();
    assertThat(outbox.offer(List.of(text("b")))).isFalse();
  }

  @Test
  void what_is_taken_makes_room() {
    for (int i = 0; i < 1000; i++) {
      assertThat(outbox.offer(List.of(text("a".repeat(400)), text("b".repeat(400))))).isTrue();
      outbox.poll();
      outbox.poll();
    }
    assertThat(outbox.isEmpty()).isTrue();
  }

  @Test
  void volatile_packets_give_way_together() {
    outbox.offer(List.of(text("a")));
    outbox.offer(List.of(text("v").droppable(), text("w").droppable()));
    assertThat(outbox.offer(List.of(text("b")))).isTrue();
    assertThat(drain()).containsExactly("4a", "4b");
  }

  @Test
  void volatile_packets_of_which_one_has_gone_do_not_give_way() {
    outbox.offer(List.of(text("v").droppable(), text("w").droppable()));
    outbox.poll();
    outbox.offer(List.of(text("a"), text("b")));
    assertThat(outbox.offer(List.of(text("c")))).isFalse();
    assertThat(drain()).containsExactly("4w", "4a", "4b");
  }

  @Test
  void a_volatile_packet_that_does_not_fit_is_dropped() {
    outbox.offer(List.of(text("a"), text("b"), text("c")));
    assertThat(outbox.offer(List.of(text("v").droppable()))).isTrue();
    assertThat(drain()).containsExactly("4a", "4b", "4c");
  }

  @Test
  void packets_of_the_protocol_always_fit() {
    outbox.offer(List.of(text("a"), text("b"), text("c")));
    outbox.add(OutboundMessage.packet('2', ""));
    assertThat(drain()).containsExactly("4a", "4b", "4c", "2");
  }

  @Test
  void clearing_leaves_nothing() {
    outbox.offer(List.of(text("a"), text("b")));
    outbox.poll();
    outbox.clear();
    assertThat(outbox.isEmpty()).isTrue();
    assertThat(outbox.poll()).isNull();
    assertThat(outbox.offer(List.of(text("a"), text("b"), text("c")))).isTrue();
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
