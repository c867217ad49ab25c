package com.sup.messenger.websocket.engineio.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Tests the rules of a heartbeat with a time of the test's own.
class HeartbeatTest {
  private static final long INTERVAL = 300;
  private static final long TIMEOUT = 200;

  private final Heartbeat heartbeat = new Heartbeat(INTERVAL, TIMEOUT, 1000);

  @Test
  void a_ping_is_due_once_an_interval_after_opening() {
    assertThat(heartbeat.takePing(1299)).isFalse();
    assertThat(heartbeat.takePing(1300)).isTrue();
    assertThat(heartbeat.takePing(1301)).isFalse();
  }

  @Test
  void the_deadline_counts_from_the_handshake_however_late_the_ping_is() {
    assertThat(heartbeat.isExpired(1499)).isFalse();
    assertThat(heartbeat.isExpired(1500)).isTrue();
    heartbeat.takePing(1400);
    assertThat(heartbeat.isExpired(1499)).isFalse();
    assertThat(heartbeat.isExpired(1500)).isTrue();
  }

  @Test
  void the_next_ping_comes_an_interval_after_the_pong() {
    heartbeat.takePing(1300);
    heartbeat.pongReceived(1450);
    assertThat(heartbeat.takePing(1749)).isFalse();
    assertThat(heartbeat.isExpired(1949)).isFalse();
    assertThat(heartbeat.takePing(1750)).isTrue();
    assertThat(heartbeat.isExpired(1950)).isTrue();
  }

  @Test
  void a_pong_that_was_not_asked_for_restarts_the_interval() {
    heartbeat.pongReceived(1200);
    assertThat(heartbeat.takePing(1499)).isFalse();
    assertThat(heartbeat.takePing(1500)).isTrue();
  }

  @Test
  void an_answer_tells_when_its_ping_was_sent() {
    assertThat(heartbeat.answeredPing()).isEqualTo(1000);
    heartbeat.pongReceived(1200);
    assertThat(heartbeat.answeredPing()).isEqualTo(1000);
    heartbeat.takePing(1500);
    assertThat(heartbeat.answeredPing()).isEqualTo(1000);
    heartbeat.pongReceived(1550);
    assertThat(heartbeat.answeredPing()).isEqualTo(1500);
  }

  @Test
  void the_answer_to_a_ping_of_another_instance_tells_nothing() {
    heartbeat.resume(new Heartbeat.Remaining(-100, 100, true, false), 1100);
    heartbeat.pongReceived(1150);
    assertThat(heartbeat.answeredPing()).isEqualTo(1000);
  }

  @Test
  void a_ping_can_be_sent_early_if_none_waits_for_its_answer() {
    heartbeat.hasten(1100);
    assertThat(heartbeat.takePing(1100)).isTrue();
    heartbeat.hasten(1150);
    assertThat(heartbeat.takePing(1150)).isFalse();
    assertThat(heartbeat.isExpired(1499)).isFalse();
  }

  @Test
  void another_packet_restarts_the_wait_for_a_pong_once_a_ping() {
    heartbeat.packetReceived(1250);
    heartbeat.takePing(1300);
    heartbeat.packetReceived(1400);
    assertThat(heartbeat.isExpired(1599)).isFalse();
    heartbeat.packetReceived(1550);
    assertThat(heartbeat.isExpired(1600)).isTrue();
  }

  @Test
  void an_upgrade_restarts_the_wait_for_a_pong() {
    heartbeat.upgraded(1100);
    assertThat(heartbeat.isExpired(1500)).isTrue();
    heartbeat.takePing(1300);
    heartbeat.upgraded(1400);
    assertThat(heartbeat.isExpired(1599)).isFalse();
    assertThat(heartbeat.isExpired(1600)).isTrue();
  }
}
