package com.sup.messenger.websocket.engineio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.session.EngineSession;
import com.sup.messenger.websocket.engineio.session.SessionWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
class PostTest {
  private static final String UNKNOWN = "{\"code\":1,\"message\":\"Session ID unknown\"}";

  private static TestEngine engine;

  @Parameter Door door;

  @BeforeParameterizedClassInvocation
  static void start(Door door) {
    engine = TestEngine.behind(door, config -> config.maxPayload(10_000));
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    engine.close();
  }

  @Test
  void a_post_brings_packets_in_order() throws IOException {
    String sid = engine.open();
    RawHttp.Response response =
        engine.post(sid, "4a\u001e4b€\u001ebAQIDBA==\u001e4\u001e0\u001e3\u001e5\u001e6");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("ok");
    assertThat(response.header("Content-Type")).isEqualTo("text/html");
    assertThat(engine.events(sid))
        .containsExactly("text a", "text b€", "binary [01020304]", "text ");
  }

  @Test
  void the_answer_may_bring_the_next_post_at_once() throws IOException {
    String sid = engine.open();
    for (int i = 0; i < 300; i++) {
      assertThat(engine.post(sid, "4" + i).body()).isEqualTo("ok");
    }
    assertThat(engine.events(sid)).hasSize(300);
  }

  @Test
  void a_slow_packet_holds_up_one_post_more() throws Exception {
    String sid = engine.open();
    CountDownLatch mayGoOn = new CountDownLatch(1);
    engine.session(sid).mayGoOn = mayGoOn;
    assertThat(engine.post(sid, "4wait\u001e4a").body()).isEqualTo("ok");
    try (RawHttp second = engine.http()) {
      second.post(TestEngine.polling(sid), "4b");
      EngineSession session = engine.engineSession(sid);
      await().until(() -> SessionWatch.isPosting(session));
      await().during(Duration.ofMillis(300)).until(() -> SessionWatch.isPosting(session));
      assertThat(engine.events(sid)).containsExactly("text wait");
      mayGoOn.countDown();
      assertThat(second.read().body()).isEqualTo("ok");
    }
    assertThat(engine.events(sid)).containsExactly("text wait", "text a", "text b");
  }

  @Test
  void a_close_packet_behind_a_slow_packet_ends_the_session_after_it() throws Exception {
    String sid = engine.open();
    CountDownLatch mayGoOn = new CountDownLatch(1);
    engine.session(sid).mayGoOn = mayGoOn;
    assertThat(engine.post(sid, "4wait\u001e1").body()).isEqualTo("ok");
    try (RawHttp poll = engine.park(sid)) {
      mayGoOn.countDown();
      // An owner does not know when a GET has come to another instance.
      assertThat(poll.read().body()).isEqualTo(engine.other() == null ? UNKNOWN : "6");
    }
    assertEnded(sid, CloseReason.TRANSPORT_CLOSE);
  }

  @Test
  void a_chunked_post_is_read() throws IOException {
    String sid = engine.open();
    try (RawHttp http = engine.http()) {
      http.send(chunkedHead(sid)).send("3\r\n4ab\r\n2\r\ncd\r\n0\r\n\r\n");
      assertThat(http.read().body()).isEqualTo("ok");
    }
    assertThat(engine.events(sid)).containsExactly("text abcd");
  }

  @Test
  void a_second_post_ends_the_session() throws IOException {
    // At another instance a POST begins when it has been read.
    if (engine.other() != null) {
      return;
    }
    String sid = engine.open();
    try (RawHttp first = engine.http()) {
      first.send(postHead(sid, 10) + "4");
      await().until(() -> SessionWatch.isReadingPost(engine.engineSession(sid)));
      RawHttp.Response second = engine.post(sid, "4x");
      assertThat(second.status()).isEqualTo(400);
      assertThat(second.body()).isEmpty();
      assertThat(first.isAtEnd()).isTrue();
    }
    assertEnded(sid, CloseReason.TRANSPORT_ERROR);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_post_that_breaks_off_ends_the_session(boolean reset) throws IOException {
    if (engine.other() != null && reset) {
      return;
    }
    String sid = engine.open();
    RawHttp http = engine.http();
    http.send(postHead(sid, 10) + "4");
    await()
        .until(
            () -> engine.other() != null || SessionWatch.isReadingPost(engine.engineSession(sid)));
    if (reset) {
      http.reset();
    } else {
      http.close();
    }
    assertEnded(sid, CloseReason.TRANSPORT_ERROR);
  }

  @Test
  void a_binary_body_ends_the_session() throws IOException {
    String sid = engine.open();
    RawHttp.Response response =
        RawHttp.exchange(
            engine.port(),
            "POST",
            TestEngine.polling(sid),
            "4x",
            "Content-Type: application/octet-stream");
    assertThat(response.status()).isEqualTo(400);
    assertEnded(sid, CloseReason.TRANSPORT_ERROR);
  }

  @Test
  void a_body_that_is_too_long_is_refused_and_the_session_lives() throws IOException {
    String sid = engine.open();
    try (RawHttp http = engine.http()) {
      RawHttp.Response refused =
          http.post(TestEngine.polling(sid), "4" + "x".repeat(10_000)).read();
      assertThat(refused.status()).isEqualTo(413);
      assertThat(refused.body()).isEmpty();
    }
    String longest = "x".repeat(9_999);
    assertThat(engine.post(sid, "4" + longest).body()).isEqualTo("ok");
    assertThat(engine.events(sid)).containsExactly("text " + longest);
  }

  @Test
  void a_chunked_body_that_is_too_long_is_refused_and_the_session_lives() throws IOException {
    String sid = engine.open();
    try (RawHttp http = engine.http()) {
      http.send(chunkedHead(sid)).send("2711\r\n4" + "x".repeat(10_000) + "\r\n0\r\n\r\n");
      RawHttp.Response refused = http.read();
      assertThat(refused.status()).isEqualTo(413);
      assertThat(refused.body()).isEmpty();
    }
    assertThat(engine.post(sid, "4on").body()).isEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "4a\u001e", "4a\u001ex\u001e4b", "4a\u001eb!!!", "4a\u001e2"})
  void a_packet_that_is_not_allowed_ends_the_session_after_those_before_it(String body)
      throws IOException {
    String sid = engine.open();
    assertThat(engine.post(sid, body).status()).isEqualTo(400);
    engine.awaitClose(sid, CloseReason.PARSE_ERROR);
    assertThat(engine.events(sid))
        .isEqualTo(
            body.startsWith("4a")
                ? List.of("text a", "close PARSE_ERROR")
                : List.of("close PARSE_ERROR"));
    assertThat(engine.poll(sid).body()).isEqualTo(UNKNOWN);
  }

  @Test
  void a_body_that_is_not_utf8_ends_the_session() throws IOException {
    String sid = engine.open();
    try (RawHttp http = engine.http()) {
      http.send(postHead(sid, 2) + "4").sendByte(0xFF);
      assertThat(http.read().status()).isEqualTo(400);
    }
    assertEnded(sid, CloseReason.PARSE_ERROR);
  }

  @Test
  void a_parse_error_answers_the_waiting_poll_with_close() throws IOException {
    String sid = engine.open();
    try (RawHttp poll = engine.park(sid)) {
      engine.post(sid, "x");
      assertThat(poll.read().body()).isEqualTo("1");
    }
  }

  @Test
  void a_close_packet_ends_the_session_and_releases_the_poll() throws IOException {
    String sid = engine.open();
    try (RawHttp poll = engine.park(sid)) {
      assertThat(engine.post(sid, "1").body()).isEqualTo("ok");
      assertThat(poll.read().body()).isEqualTo("6");
    }
    assertEnded(sid, CloseReason.TRANSPORT_CLOSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fail", "overflow"})
  void a_listener_that_fails_ends_its_session_and_tells_nothing(String message) throws IOException {
    String sid = engine.open();
    assertThat(engine.post(sid, "4" + message + "\u001e4after").body()).isEqualTo("ok");
    engine.awaitClose(sid, CloseReason.FORCED_CLOSE);
    assertThat(engine.events(sid)).containsExactly("text " + message, "close FORCED_CLOSE");
  }

  private static void assertEnded(String sid, CloseReason reason) throws IOException {
    engine.awaitClose(sid, reason);
    assertThat(engine.events(sid).stream().filter(event -> event.startsWith("close"))).hasSize(1);
    assertThat(engine.poll(sid).body()).isEqualTo(UNKNOWN);
    await().until(() -> !engine.isKnown(sid));
  }

  private static String postHead(String sid, int length) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
        .formatted(TestEngine.polling(sid), length);
  }

  private static String chunkedHead(String sid) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        .formatted(TestEngine.polling(sid));
  }
}
