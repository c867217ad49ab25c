package com.sup.messenger.websocket.engineio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineSocket;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.engineio.session.SessionWatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Door.class)
class PollTest {
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
    try (TestEngine patient = TestEngine.patientBehind(door)) {
      String sid = patient.open();
      RawHttp poll = patient.park(sid);
      if (reset) {
        poll.reset();
      } else {
        poll.close();
      }
      patient.awaitClose(sid, CloseReason.TRANSPORT_ERROR);
      assertThat(patient.poll(sid).body()).isEqualTo(UNKNOWN);
    }
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

  @ParameterizedTest
  @ValueSource(strings = {"close", "Close", "TE, close"})
  void the_server_closes_where_the_client_asks_for_it(String connection) throws IOException {
    String header = "Connection: " + connection;
    String sid = engine.open();
    try (RawHttp parked = engine.http()) {
      parked.get(TestEngine.polling(sid), header);
      await().until(() -> SessionWatch.isPollWaiting(engine.engineSession(sid)));
      engine.session(sid).send("a");
      RawHttp.Response response = parked.read();
      assertThat(response.body()).isEqualTo("4a");
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(parked.isAtEnd()).isTrue();
    }
    engine.session(sid).send("b");
    try (RawHttp ready = engine.http()) {
      ready.get(TestEngine.polling(sid), header);
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
    "'GZip', gzip",
    "'br\r\nAccept-Encoding: gzip', gzip",
    "'gzip;q=0, *', deflate",
    "'*;q=0, gzip;q=0.5', gzip",
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

  private static void assertEnded(String sid, CloseReason reason) throws IOException {
    engine.awaitClose(sid, reason);
    assertThat(engine.events(sid).stream().filter(event -> event.startsWith("close"))).hasSize(1);
    assertThat(engine.poll(sid).body()).isEqualTo(UNKNOWN);
    await().until(() -> !engine.isKnown(sid));
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
