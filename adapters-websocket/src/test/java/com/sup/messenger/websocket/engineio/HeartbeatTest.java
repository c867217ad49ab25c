package com.sup.messenger.websocket.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.websocket.rfc6455.RawWebSocket;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The rules of time are tested with a time of our own, the clock with the official suites'
/// settings.
class HeartbeatTest {
  private static final long INTERVAL = 300;
  private static final long TIMEOUT = 200;

  @AutoClose private static final TestEngine engine = TestEngine.quick();

  /// Gives a client time to answer, however busy the machine is.
  @AutoClose
  private static final TestEngine patient =
      new TestEngine(
          config -> config.pingInterval(Duration.ofMillis(100)).pingTimeout(Duration.ofSeconds(2)));

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

  @Test
  void a_polling_client_is_pinged_and_lives_by_its_pongs() throws IOException {
    String sid = patient.open();
    for (int i = 0; i < 3; i++) {
      assertThat(patient.poll(sid).body()).isEqualTo("2");
      assertThat(patient.post(sid, "3").body()).isEqualTo("ok");
    }
    assertThat(patient.events(sid)).isEmpty();
  }

  @Test
  void a_websocket_client_is_pinged_and_lives_by_its_pongs() throws IOException {
    try (RawWebSocket socket = patient.webSocket()) {
      String sid = TestEngine.sid(socket.read().text());
      for (int i = 0; i < 3; i++) {
        assertThat(socket.read().text()).isEqualTo("2");
        socket.send(RawWebSocket.text("3"));
      }
      assertThat(patient.events(sid)).isEmpty();
    }
  }

  @Test
  void a_polling_client_that_does_not_answer_is_closed_in_time() throws Exception {
    String sid = engine.open();
    long opened = System.nanoTime();
    Thread.sleep(Duration.ofMillis(500));
    assertThat(engine.poll(sid).status()).isEqualTo(400);
    engine.awaitClose(sid, CloseReason.PING_TIMEOUT);
    assertThat(System.nanoTime() - opened).isLessThan(Duration.ofSeconds(2).toNanos());
  }

  @Test
  void a_waiting_poll_of_a_client_that_does_not_answer_gets_close() throws IOException {
    String sid = patient.open();
    assertThat(patient.poll(sid).body()).isEqualTo("2");
    assertThat(patient.poll(sid).body()).isEqualTo("1");
    patient.awaitClose(sid, CloseReason.PING_TIMEOUT);
  }

  @Test
  void a_websocket_client_that_does_not_answer_is_closed() throws IOException {
    try (RawWebSocket socket = engine.webSocket()) {
      String sid = TestEngine.sid(socket.read().text());
      long opened = System.nanoTime();
      assertThat(socket.read().text()).isEqualTo("2");
      assertThat(socket.read().opcode()).isEqualTo(8);
      assertThat(System.nanoTime() - opened)
          .isBetween(Duration.ofMillis(450).toNanos(), Duration.ofSeconds(2).toNanos());
      engine.awaitClose(sid, CloseReason.PING_TIMEOUT);
    }
  }

  @Test
  void a_pong_may_come_on_the_new_transport() throws IOException {
    String sid = patient.open();
    assertThat(patient.poll(sid).body()).isEqualTo("2");
    try (RawWebSocket socket = patient.probe(sid)) {
      socket.send(RawWebSocket.text("2probe"), RawWebSocket.text("5"), RawWebSocket.text("3"));
      assertThat(socket.read().text()).isEqualTo("3probe");
      assertThat(socket.read().text()).isEqualTo("2");
      assertThat(patient.events(sid)).isEmpty();
    }
  }

  @Test
  void every_listener_hears_the_clock() throws IOException {
    String sid = patient.open();
    await().until(() -> patient.session(sid).ticks > 1);
  }
}
