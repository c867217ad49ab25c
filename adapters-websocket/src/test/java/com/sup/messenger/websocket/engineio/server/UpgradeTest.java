package com.sup.messenger.websocket.engineio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.session.SessionWatch;
import com.sup.messenger.websocket.rfc6455.RawWebSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Door.class)
class UpgradeTest {
  private static TestEngine engine;

  @Parameter Door door;

  @BeforeParameterizedClassInvocation
  static void start(Door door) {
    engine = TestEngine.behind(door);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    engine.close();
  }

  @Test
  void a_session_moves_to_websocket() throws IOException {
    String sid = engine.open();
    try (RawWebSocket socket = engine.probe(sid)) {
      socket.send(RawWebSocket.text("2probe"));
      assertThat(socket.read().text()).isEqualTo("3probe");
      assertThat(engine.session(sid).socket.transport()).isEqualTo("polling");
      socket.send(RawWebSocket.text("5"), RawWebSocket.text("4hello"));
      await().until(() -> engine.events(sid).contains("text hello"));
      assertThat(engine.session(sid).socket.transport()).isEqualTo("websocket");
      engine.session(sid).send("world");
      assertThat(socket.read().text()).isEqualTo("4world");
    }
    engine.awaitClose(sid, CloseReason.TRANSPORT_ERROR);
  }

  @Test
  void the_waiting_poll_and_every_later_one_are_released_by_the_probe() throws IOException {
    String sid = engine.open();
    try (RawHttp waiting = engine.park(sid);
        RawWebSocket socket = engine.probe(sid)) {
      socket.send(RawWebSocket.text("2probe"));
      assertThat(waiting.read().body()).isEqualTo("6");
      assertThat(engine.poll(sid).body()).isEqualTo("6");
      assertThat(waiting.get(TestEngine.polling(sid)).read().body()).isEqualTo("6");
    }
  }

  @Test
  void packets_before_the_upgrade_packet_go_to_a_poll_or_wait_for_the_websocket()
      throws IOException {
    String sid = engine.open();
    try (RawWebSocket socket = engine.probe(sid)) {
      socket.send(RawWebSocket.text("2probe"));
      assertThat(socket.read().text()).isEqualTo("3probe");
      engine.session(sid).send("a");
      assertThat(engine.poll(sid).body()).isEqualTo("4a");
      engine.session(sid).send("b");
      engine.session(sid).send("c");
      socket.send(RawWebSocket.text("5"));
      assertThat(socket.read().text()).isEqualTo("4b");
      engine.session(sid).send("d");
      assertThat(socket.read().text()).isEqualTo("4c");
      assertThat(socket.read().text()).isEqualTo("4d");
    }
  }

  @Test
  void posts_still_work_while_the_websocket_probes() throws IOException {
    String sid = engine.open();
    try (RawWebSocket socket = engine.probe(sid)) {
      socket.send(RawWebSocket.text("2probe"));
      assertThat(socket.read().text()).isEqualTo("3probe");
      assertThat(engine.post(sid, "4hello").body()).isEqualTo("ok");
      assertThat(engine.events(sid)).containsExactly("text hello");
    }
  }

  @Test
  void a_poll_waiting_at_the_upgrade_is_answered_with_noop() throws IOException {
    String sid = engine.open();
    try (RawHttp waiting = engine.park(sid);
        RawWebSocket socket = engine.probe(sid)) {
      socket.send(RawWebSocket.text("5"));
      assertThat(waiting.read().body()).isEqualTo("6");
    }
  }

  @Test
  void polling_is_over_after_the_upgrade() throws IOException {
    String sid = engine.open();
    try (RawWebSocket socket = upgraded(sid)) {
      assertThat(engine.poll(sid).body()).startsWith("{\"code\":3");
      assertThat(engine.post(sid, "4x").body()).startsWith("{\"code\":3");
      engine.session(sid).send("on");
      assertThat(socket.read().text()).isEqualTo("4on");
      assertThat(engine.events(sid)).isEmpty();
    }
  }

  @Test
  void a_second_websocket_is_closed_while_the_first_probes() throws IOException {
    String sid = engine.open();
    try (RawWebSocket first = engine.probe(sid)) {
      await().until(() -> SessionWatch.isUpgrading(engine.engineSession(sid)));
      try (RawWebSocket second = engine.probe(sid)) {
        assertThat(second.read().opcode()).isEqualTo(8);
        second.send(RawWebSocket.text("2probe"), RawWebSocket.text("5"));
        second.send(RawWebSocket.closeFrame(1000, ""));
        assertThat(second.isAtEnd()).isTrue();
      }
      first.send(RawWebSocket.text("2probe"));
      assertThat(first.read().text()).isEqualTo("3probe");
    }
  }

  @Test
  void a_second_websocket_is_closed_after_the_upgrade() throws IOException {
    String sid = engine.open();
    try (RawWebSocket first = upgraded(sid);
        RawWebSocket second = engine.probe(sid)) {
      assertThat(second.read().opcode()).isEqualTo(8);
      engine.session(sid).send("on");
      assertThat(first.read().text()).isEqualTo("4on");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"4hello", "2", "2prob", "3probe", "1", "", "x", "6"})
  void anything_but_the_probe_closes_only_the_websocket(String packet) throws IOException {
    String sid = engine.open();
    try (RawWebSocket socket = engine.probe(sid)) {
      socket.send(RawWebSocket.text(packet), RawWebSocket.text("5"));
      assertThat(socket.read().opcode()).isEqualTo(8);
    }
    assertSessionPolls(sid);
  }

  @Test
  void a_binary_message_closes_only_the_probing_websocket() throws IOException {
    String sid = engine.open();
    try (RawWebSocket socket = engine.probe(sid)) {
      socket.send(RawWebSocket.frame(0x82, new byte[] {1}));
      assertThat(socket.read().opcode()).isEqualTo(8);
    }
    assertSessionPolls(sid);
  }

  @Test
  void the_session_lives_on_when_the_probing_websocket_ends() throws IOException {
    String sid = engine.open();
    try (RawWebSocket socket = engine.probe(sid)) {
      socket.send(RawWebSocket.text("2probe"));
      assertThat(socket.read().text()).isEqualTo("3probe");
      socket.reset();
    }
    await()
        .until(
            () -> {
              try (RawWebSocket again = engine.probe(sid)) {
                again.send(RawWebSocket.text("2probe"));
                return again.read().text().equals("3probe");
              }
            });
    await().until(() -> !SessionWatch.isUpgrading(engine.engineSession(sid)));
    assertSessionPolls(sid);
  }

  @Test
  void an_upgrade_that_takes_too_long_closes_only_the_websocket() throws IOException {
    try (TestEngine hasty =
        new TestEngine(
            config ->
                config
                    .upgradeTimeout(Duration.ofMillis(100))
                    .pingTimeout(Duration.ofMillis(100)))) {
      String sid = hasty.open();
      try (RawWebSocket socket = hasty.probe(sid)) {
        socket.send(RawWebSocket.text("2probe"));
        RawWebSocket.Frame frame = socket.read();
        // On a busy machine, the time may be over before the probe.
        if (frame.opcode() != 8) {
          assertThat(frame.text()).isEqualTo("3probe");
          frame = socket.read();
        }
        assertThat(frame.opcode()).isEqualTo(8);
      }
      hasty.session(sid).send("on");
      assertThat(hasty.poll(sid).body()).isEqualTo("4on");
    }
  }

  @Test
  void an_upgrade_waits_for_the_answer_of_a_post() throws Exception {
    Duration timeout = Duration.ofMillis(600);
    Duration tick = Duration.ofMillis(10);
    try (TestEngine hasty =
        TestEngine.behind(door, config -> config.upgradeTimeout(timeout).checkInterval(tick))) {
      String sid = hasty.open();
      CountDownLatch mayGoOn = new CountDownLatch(1);
      hasty.session(sid).mayGoOn = mayGoOn;
      try (RawHttp post = hasty.http();
          RawWebSocket socket = hasty.probe(sid)) {
        assertThat(post.post(TestEngine.polling(sid), "4wait").read().body()).isEqualTo("ok");
        post.post(TestEngine.polling(sid), "4on");
        await().until(() -> SessionWatch.isPosting(hasty.engineSession(sid)));
        socket.send(RawWebSocket.text("2probe"));
        assertThat(socket.read().text()).isEqualTo("3probe");
        int ticks = hasty.session(sid).ticks;
        long over = System.nanoTime() + timeout.toNanos();
        await().until(() -> System.nanoTime() - over > 0 && hasty.session(sid).ticks > ticks + 10);
        mayGoOn.countDown();
        assertThat(post.read().body()).isEqualTo("ok");
        socket.send(RawWebSocket.text("5"), RawWebSocket.text("4hello"));
        await().until(() -> hasty.events(sid).contains("text hello"));
      }
    }
  }

  @Test
  void closing_during_the_upgrade_takes_effect_after_it() throws IOException {
    String sid = engine.open();
    try (RawWebSocket socket = engine.probe(sid)) {
      socket.send(RawWebSocket.text("2probe"));
      assertThat(socket.read().text()).isEqualTo("3probe");
      engine.session(sid).send("last");
      engine.session(sid).socket.close(CloseReason.FORCED_CLOSE);
      socket.send(RawWebSocket.text("5"));
      assertThat(socket.read().text()).isEqualTo("4last");
      assertThat(socket.read().opcode()).isEqualTo(8);
    }
    engine.awaitClose(sid, CloseReason.FORCED_CLOSE);
  }

  @Test
  void closing_during_an_upgrade_that_fails_is_left_to_the_next_poll() throws IOException {
    String sid = engine.open();
    try (RawWebSocket socket = engine.probe(sid)) {
      socket.send(RawWebSocket.text("2probe"));
      assertThat(socket.read().text()).isEqualTo("3probe");
      engine.session(sid).socket.close(CloseReason.FORCED_CLOSE);
    }
    await().until(() -> !SessionWatch.isUpgrading(engine.engineSession(sid)));
    assertThat(engine.poll(sid).body()).isEqualTo("6\u001e1");
  }

  @Test
  void the_end_of_the_session_ends_the_probing_websocket() throws IOException {
    // At another instance it ends when its client does, or too late.
    if (engine.other() != null) {
      return;
    }
    String sid = engine.open();
    try (RawWebSocket socket = engine.probe(sid)) {
      engine.post(sid, "1");
      assertThat(socket.read().opcode()).isEqualTo(8);
    }
    engine.awaitClose(sid, CloseReason.TRANSPORT_CLOSE);
  }

  private static RawWebSocket upgraded(String sid) throws IOException {
    RawWebSocket socket = engine.probe(sid);
    socket.send(RawWebSocket.text("2probe"));
    assertThat(socket.read().text()).isEqualTo("3probe");
    socket.send(RawWebSocket.text("5"));
    await().until(() -> engine.session(sid).socket.transport().equals("websocket"));
    return socket;
  }

  private static void assertSessionPolls(String sid) throws IOException {
    engine.session(sid).send("on");
    assertThat(engine.poll(sid).body()).isEqualTo("4on");
    assertThat(engine.events(sid)).isEmpty();
  }
}
