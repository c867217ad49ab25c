package com.sup.messenger.websocket.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PollingTest {
  private static final String UNKNOWN = "{\"code\":1,\"message\":\"Session ID unknown\"}";

  private static TestEngine engine;

  @BeforeAll
  static void start() {
    engine = new TestEngine(config -> config.maxPayload(10_000));
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  // ---- GET

  @Test
  void a_waiting_poll_gets_the_next_packet() throws IOException {
    String sid = engine.open();
    try (RawHttp poll = engine.park(sid)) {
      engine.session(sid).send("hello");
      RawHttp.Response response = poll.read();
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.header("Content-Type")).isEqualTo("text/plain; charset=UTF-8");
      assertThat(response.header("Cache-Control")).isEqualTo("no-store");
      assertThat(response.header("Connection")).isEqualTo("keep-alive");
      assertThat(response.header("Date")).isNotBlank();
      assertThat(response.body()).isEqualTo("4hello");
    }
  }

  @Test
  void a_poll_gets_everything_that_waits_in_order() throws IOException {
    String sid = engine.open();
    engine.session(sid).send("a€");
    engine.session(sid).socket.send(OutboundMessage.binary(new byte[] {1, 2, 3, 4}));
    engine.session(sid).send("");
    assertThat(engine.poll(sid).body()).isEqualTo("4a€\u001ebAQIDBA==\u001e4");
  }

  @Test
  void messages_that_are_sent_together_stay_together() throws IOException {
    String sid = engine.open();
    EngineSocket socket = engine.session(sid).socket;
    socket.send(List.of(OutboundMessage.text("a"), OutboundMessage.binary(new byte[] {1})));
    assertThat(engine.poll(sid).body()).isEqualTo("4a\u001ebAQ==");
  }

  @Test
  void a_second_poll_ends_the_session() throws IOException {
    String sid = engine.open();
    try (RawHttp first = engine.park(sid)) {
      RawHttp.Response second = engine.poll(sid);
      assertThat(second.status()).isEqualTo(400);
      assertThat(second.body()).isEmpty();
      assertThat(first.read().body()).isEqualTo("1");
    }
    assertEnded(sid, CloseReason.TRANSPORT_ERROR);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_cancelled_poll_ends_the_session_at_once(boolean reset) throws IOException {
    String sid = engine.open();
    RawHttp poll = engine.park(sid);
    long start = System.nanoTime();
    if (reset) {
      poll.reset();
    } else {
      poll.close();
    }
    engine.awaitClose(sid, CloseReason.TRANSPORT_ERROR);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
    assertThat(engine.poll(sid).body()).isEqualTo(UNKNOWN);
  }

  @Test
  void a_connection_serves_hundreds_of_polls_and_posts() throws IOException {
    String sid = engine.open();
    try (RawHttp polls = engine.http();
        RawHttp posts = engine.http()) {
      for (int i = 0; i < 300; i++) {
        polls.get(TestEngine.polling(sid));
        assertThat(posts.post(TestEngine.polling(sid), "4p" + i).read().body()).isEqualTo("ok");
        engine.session(sid).send("m" + i);
        assertThat(polls.read().body()).isEqualTo("4m" + i);
      }
      assertThat(engine.events(sid)).hasSize(300).startsWith("text p0").endsWith("text p299");
    }
  }

  @Test
  void one_connection_may_poll_and_post_in_turn() throws IOException {
    String sid = engine.open();
    try (RawHttp http = engine.http()) {
      for (int i = 0; i < 50; i++) {
        engine.session(sid).send("m" + i);
        assertThat(http.get(TestEngine.polling(sid)).read().body()).isEqualTo("4m" + i);
        assertThat(http.post(TestEngine.polling(sid), "4p" + i).read().body()).isEqualTo("ok");
      }
    }
  }

  @Test
  void pipelined_requests_are_answered_one_after_another() throws IOException {
    String sid = engine.open();
    try (RawHttp http = engine.park(sid)) {
      http.get(TestEngine.polling(sid)).post(TestEngine.polling(sid), "4x").get("/nothing");
      engine.session(sid).send("a");
      assertThat(http.read().body()).isEqualTo("4a");
      engine.session(sid).send("b");
      assertThat(http.read().body()).isEqualTo("4b");
      assertThat(http.read().body()).isEqualTo("ok");
      assertThat(http.read().status()).isEqualTo(404);
    }
  }

  @Test
  void the_server_closes_where_the_client_asks_for_it() throws IOException {
    String sid = engine.open();
    try (RawHttp parked = engine.http()) {
      parked.get(TestEngine.polling(sid), "Connection: close");
      await().until(() -> engine.engineSession(sid).polling().isWaiting());
      engine.session(sid).send("a");
      RawHttp.Response response = parked.read();
      assertThat(response.body()).isEqualTo("4a");
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(parked.isAtEnd()).isTrue();
    }
    engine.session(sid).send("b");
    try (RawHttp ready = engine.http()) {
      ready.get(TestEngine.polling(sid), "Connection: close");
      assertThat(ready.read().body()).isEqualTo("4b");
      assertThat(ready.isAtEnd()).isTrue();
    }
    assertThat(engine.events(sid)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'gzip, deflate, br', gzip",
    "'deflate', deflate",
    "'br, deflate;q=0.5, gzip;q=0', deflate",
    "'*', gzip",
    "'br', none",
    "'', none"
  })
  void long_replies_are_compressed_as_the_client_accepts(String accepts, String coding)
      throws IOException {
    String sid = engine.open();
    String message = "x".repeat(1023);
    engine.session(sid).send(message);
    try (RawHttp http = engine.http()) {
      RawHttp.Response response =
          http.get(TestEngine.polling(sid), "Accept-Encoding: " + accepts).read();
      String expected = coding.equals("none") ? null : coding;
      assertThat(response.header("Content-Encoding")).isEqualTo(expected);
      assertThat(decode(response)).isEqualTo("4" + message);
    }
  }

  @Test
  void short_replies_are_not_compressed() throws IOException {
    String sid = engine.open();
    engine.session(sid).send("x".repeat(1022));
    try (RawHttp http = engine.http()) {
      RawHttp.Response response = http.get(TestEngine.polling(sid), "Accept-Encoding: gzip").read();
      assertThat(response.header("Content-Encoding")).isNull();
    }
  }

  // ---- POST

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
    String sid = engine.open();
    try (RawHttp first = engine.http()) {
      first.send(postHead(sid, 10) + "4");
      await().until(() -> engine.engineSession(sid).polling().isReadingPost());
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
    String sid = engine.open();
    RawHttp http = engine.http();
    http.send(postHead(sid, 10) + "4");
    await().until(() -> engine.engineSession(sid).polling().isReadingPost());
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
      String longest = "x".repeat(9_999);
      assertThat(http.post(TestEngine.polling(sid), "4" + longest).read().body()).isEqualTo("ok");
      assertThat(engine.events(sid)).containsExactly("text " + longest);
    }
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

  // ---- The server closes

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

  private static String postHead(String sid, int length) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
        .formatted(TestEngine.polling(sid), length);
  }

  private static String chunkedHead(String sid) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        .formatted(TestEngine.polling(sid));
  }

  private static String decode(RawHttp.Response response) throws IOException {
    InputStream content = new ByteArrayInputStream(response.content());
    String coding = String.valueOf(response.header("Content-Encoding"));
    try (InputStream decoded =
        switch (coding) {
          case "gzip" -> new GZIPInputStream(content);
          case "deflate" -> new InflaterInputStream(content);
          default -> content;
        }) {
      return new String(decoded.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
