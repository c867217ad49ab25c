package com.sup.messenger.websocket.engineio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.rfc6455.RawWebSocket;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Tests the heartbeat of live sessions, with the settings of the official suites.
class PingTest {
  /// Ten times the interval and the timeout: a machine may be busy.
  private static final Duration MOST = Duration.ofSeconds(5);

  @AutoClose private static final TestEngine engine = TestEngine.quick();

  @AutoClose private static final TestEngine patient = new TestEngine(TestEngine::patiently);

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
    engine.awaitClose(sid, CloseReason.PING_TIMEOUT);
    assertThat(engine.poll(sid).status()).isEqualTo(400);
    assertThat(System.nanoTime() - opened).isLessThan(MOST.toNanos());
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
    // Before the server begins to count.
    long opened = System.nanoTime();
    try (RawWebSocket socket = engine.webSocket()) {
      String sid = TestEngine.sid(socket.read().text());
      assertThat(socket.read().text()).isEqualTo("2");
      assertThat(socket.read().opcode()).isEqualTo(8);
      assertThat(System.nanoTime() - opened)
          .isBetween(Duration.ofMillis(500).toNanos(), MOST.toNanos());
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
