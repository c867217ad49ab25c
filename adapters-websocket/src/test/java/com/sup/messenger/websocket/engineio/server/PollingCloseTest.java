package com.sup.messenger.websocket.engineio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.websocket.engineio.CloseReason;
import java.io.IOException;
import java.time.Duration;
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
class PollingCloseTest {
  private static final String UNKNOWN = "{\"code\":1,\"message\":\"Session ID unknown\"}";

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
  void closing_answers_the_waiting_poll() throws IOException {
    String sid = engine.open();
    try (RawHttp poll = engine.park(sid)) {
      engine.session(sid).socket.close(CloseReason.FORCED_CLOSE);
      assertThat(poll.read().body()).isEqualTo("1");
    }
    assertEnded(sid, CloseReason.FORCED_CLOSE);
  }

  @Test
  void closing_without_a_poll_is_kept_for_the_next() throws IOException {
    String sid = engine.open();
    engine.session(sid).socket.close(CloseReason.FORCED_CLOSE);
    engine.awaitClose(sid, CloseReason.FORCED_CLOSE);
    assertThat(engine.poll(sid).body()).isEqualTo("6\u001e1");
    assertThat(engine.poll(sid).body()).isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void closing_waits_for_what_was_sent_before(boolean waiting) throws IOException {
    String sid = engine.open();
    RawHttp poll = waiting ? engine.park(sid) : null;
    engine.session(sid).send("1");
    engine.session(sid).socket.close(CloseReason.FORCED_CLOSE);
    engine.session(sid).send("late");
    if (poll != null) {
      assertThat(poll.read().body()).isEqualTo("41");
      poll.close();
    } else {
      assertThat(engine.poll(sid).body()).isEqualTo("41");
    }
    assertThat(engine.poll(sid).body()).isEqualTo("6\u001e1");
    assertThat(engine.poll(sid).body()).isEqualTo(UNKNOWN);
  }

  @Test
  void a_kept_close_is_forgotten_after_a_time() throws IOException {
    try (TestEngine hasty =
        new TestEngine(
            config ->
                config.closeTimeout(Duration.ofMillis(50)).pingTimeout(Duration.ofMillis(100)))) {
      String sid = hasty.open();
      hasty.session(sid).socket.close(CloseReason.FORCED_CLOSE);
      await().until(() -> hasty.engine.sessionCount() == 0);
      assertThat(hasty.poll(sid).body()).isEqualTo(UNKNOWN);
    }
  }

  @Test
  void nothing_is_delivered_after_closing() throws IOException {
    String sid = engine.open();
    assertThat(engine.post(sid, "4close\u001e4after").body()).isEqualTo("ok");
    engine.awaitClose(sid, CloseReason.FORCED_CLOSE);
    assertThat(engine.post(sid, "4later").body()).isEqualTo("ok");
    assertThat(engine.events(sid)).containsExactly("text close", "close FORCED_CLOSE");
  }

  private static void assertEnded(String sid, CloseReason reason) throws IOException {
    engine.awaitClose(sid, reason);
    assertThat(engine.events(sid).stream().filter(event -> event.startsWith("close"))).hasSize(1);
    assertThat(engine.poll(sid).body()).isEqualTo(UNKNOWN);
    await().until(() -> !engine.isKnown(sid));
  }
}
