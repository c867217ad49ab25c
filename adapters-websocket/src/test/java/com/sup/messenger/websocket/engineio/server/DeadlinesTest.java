package com.sup.messenger.websocket.engineio.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.listener.Deadlines;
import com.sup.messenger.listener.Listener;
import com.sup.messenger.websocket.TestListeners;
import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.NoPeers;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlinesTest {

  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String OPEN = "/socket.io/?EIO=4&transport=";

  private final EngineServer engine =
      new EngineServer(
          EngineConfig.builder().build(),
          socket -> new TestEngine.Session(socket, new java.util.ArrayList<>()),
          new NoPeers());
  private Listener server;

  private RawHttp connect(Duration head, Duration answer, Duration next) throws IOException {
    HttpRouting.Builder routing = HttpRouting.builder();
    routing.post("/read", (request, response) -> response.send(request.content().as(byte[].class)));
    server =
        TestListeners.open(
            TestListeners.settings(0, 100, new Deadlines(head, answer, next), Optional.empty()),
            engine.http(routing));
    return new RawHttp(server.port());
  }

  @AfterEach
  void stop() {
    engine.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: h\r\nX: y"})
  void a_head_that_does_not_end_is_cut(String part) throws IOException {
    try (RawHttp http = connect(SHORT, LONG, LONG)) {
      assertThat(http.send(part).isAtEnd()).isTrue();
    }
  }

  @Test
  void a_body_that_does_not_end_is_cut() throws IOException {
    try (RawHttp http = connect(LONG, SHORT, LONG)) {
      http.send("POST /read HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
      assertThat(http.isAtEnd()).isTrue();
    }
  }

  @Test
  void a_next_request_that_does_not_come_is_cut() throws IOException {
    try (RawHttp http = connect(LONG, LONG, SHORT)) {
      // The second one is there in time, also on a busy machine.
      http.post("/read", "abc").post("/read", "def");
      assertThat(http.read().body()).isEqualTo("abc");
      assertThat(http.read().body()).isEqualTo("def");
      assertThat(http.isAtEnd()).isTrue();
    }
  }

  @Test
  void a_last_request_is_answered_and_the_connection_closed() throws IOException {
    try (RawHttp http = connect(LONG, LONG, LONG)) {
      String path = OPEN + "polling&sid=unknown";
      assertThat(http.get(path, "Connection: close").read().status()).isEqualTo(400);
      assertThat(http.isAtEnd()).isTrue();
    }
  }

  @Test
  void a_poll_and_a_websocket_wait_as_long_as_they_like() throws Exception {
    Duration enough = Duration.ofSeconds(2);
    try (RawHttp poll = connect(enough, enough, LONG)) {
      String sid = TestEngine.sid(poll.get(OPEN + "polling").read().body());
      poll.get(OPEN + "polling&sid=" + sid);
      RawHttp socket = new RawHttp(server.port());
      socket.get(
          OPEN + "websocket",
          List.of(
                  "Upgrade: websocket",
                  "Connection: Upgrade",
                  "Sec-WebSocket-Version: 13",
                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
              .toArray(String[]::new));
      assertThat(socket.read().status()).isEqualTo(101);
      // A connection that began later has come to the limit.
      try (RawHttp later = new RawHttp(server.port())) {
        assertThat(later.send("GET").isAtEnd()).isTrue();
      }
      assertThat(engine.sessionCount()).isEqualTo(2);
      socket.close();
    }
  }
}
