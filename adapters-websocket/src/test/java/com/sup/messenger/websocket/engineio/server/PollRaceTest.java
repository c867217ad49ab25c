package com.sup.messenger.websocket.engineio.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.websocket.engineio.session.EngineSession;
import com.sup.messenger.websocket.engineio.session.SessionWatch;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tests two requests of one session that come within microseconds, on two connections. Each pair
/// is answered by its order of arrival, in each of a thousand runs.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PollRaceTest {
  private static final int RUNS = 1_000;
  private static final String UNKNOWN = "{\"code\":1,\"message\":\"Session ID unknown\"}";

  private static TestEngine engine;
  private static RawHttp door;

  @BeforeAll
  static void start() throws IOException {
    engine = new TestEngine();
    door = engine.http();
  }

  @AfterAll
  static void stop() throws IOException {
    door.close();
    engine.close();
  }

  @Test
  void a_poll_that_comes_before_the_close_gets_a_noop_packet_and_the_next_one_is_refused()
      throws IOException {
    for (int i = 0; i < RUNS; i++) {
      String sid = open();
      try (RawHttp polls = engine.http();
          RawHttp posts = engine.http()) {
        polls.get(TestEngine.polling(sid));
        posts.post(TestEngine.polling(sid), "1");
        assertAnswer(polls.read(), 200, "6");
        assertAnswer(posts.read(), 200, "ok");
        assertAnswer(polls.get(TestEngine.polling(sid)).read(), 400, UNKNOWN);
      }
    }
  }

  @Test
  void a_poll_that_comes_after_the_close_is_refused() throws IOException {
    for (int i = 0; i < RUNS; i++) {
      String sid = open();
      try (RawHttp posts = engine.http();
          RawHttp polls = engine.http()) {
        posts.post(TestEngine.polling(sid), "1");
        polls.get(TestEngine.polling(sid));
        assertAnswer(posts.read(), 200, "ok");
        assertAnswer(polls.read(), 400, UNKNOWN);
      }
    }
  }

  @Test
  void a_poll_that_comes_after_one_was_cancelled_is_refused() throws IOException {
    for (int i = 0; i < RUNS; i++) {
      String sid = open();
      try (RawHttp next = engine.http()) {
        cancelPoll(sid);
        // The body is empty if the cancelled one still waits.
        assertThat(next.get(TestEngine.polling(sid)).read().status()).isEqualTo(400);
      }
    }
  }

  private static String open() throws IOException {
    return TestEngine.sid(door.get(TestEngine.polling()).read().body());
  }

  private static void cancelPoll(String sid) throws IOException {
    EngineSession session = engine.engineSession(sid);
    try (RawHttp poll = engine.http()) {
      poll.get(TestEngine.polling(sid));
      while (!SessionWatch.isPollWaiting(session)) {
        Thread.onSpinWait();
      }
    }
  }

  private static void assertAnswer(RawHttp.Response answer, int status, String body) {
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type"))
        .isEqualTo(
            switch (body) {
              case "6" -> "text/plain; charset=UTF-8";
              case "ok" -> "text/html";
              default -> "application/json";
            });
  }
}
