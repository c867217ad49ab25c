package com.sup.messenger.websocket.engineio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sup.messenger.listener.Deadlines;
import com.sup.messenger.listener.Listener;
import com.sup.messenger.websocket.TestListeners;
import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.NoPeers;
import com.sup.messenger.websocket.engineio.session.EngineSession;
import com.sup.messenger.websocket.engineio.session.SessionWatch;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerTest {

  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
  private static final Logger HELIDON = Logger.getLogger("io.helidon.webserver");

  private final List<EngineSession> opened = new CopyOnWriteArrayList<>();
  private final EngineServer engine =
      new EngineServer(
          EngineConfig.builder()
              .pingInterval(Duration.ofSeconds(2))
              .pingTimeout(Duration.ofSeconds(2))
              .build(),
          socket -> {
            opened.add((EngineSession) socket);
            return new TestEngine.Session(socket, new ArrayList<>());
          },
          new NoPeers());
  private final Lines log = new Lines(new CopyOnWriteArrayList<>());
  private Listener server;

  private static final class Lines extends Handler {
    private final List<String> lines;

    Lines(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord logRecord) {
      lines.add(logRecord.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private int start(Duration answer, int connections) {
    HttpRouting.Builder routing = HttpRouting.builder();
    routing.get("/read", (_, response) -> response.send("nothing"));
    routing.post("/read", (request, response) -> response.send(request.content().as(byte[].class)));
    routing.head("/read", (_, response) -> response.send("nothing"));
    routing.post("/unread", (_, response) -> response.status(400).send("no"));
    routing.post(
        "/refuse",
        (request, response) -> response.status(400).send(request.content().as(byte[].class)));
    server =
        TestListeners.open(
            TestListeners.settings(
                0, connections, new Deadlines(LONG, answer, LONG), Optional.empty()),
            engine.http(routing));
    HELIDON.addHandler(log);
    return server.port();
  }

  @AfterEach
  void stop() {
    HELIDON.removeHandler(log);
    engine.close();
    server.close();
  }

  private static String sid(int port) throws IOException {
    return TestEngine.sid(RawHttp.exchange(port, "GET", POLLING, "").body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /read HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /nowhere HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET " + POLLING + "&sid=nobody HTTP/1.1\r\nHost: h\r\n\r\n",
        "OPTIONS " + POLLING + " HTTP/1.1\r\nHost: h\r\n\r\n",
        "PUT " + POLLING + "&sid=SID HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST " + POLLING + "&sid=nobody HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\n3",
        "POST " + POLLING + "&sid=SID HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\n3",
      })
  void who_reads_no_answer_is_cut_and_nothing_is_logged_of_it(String request) throws Exception {
    int port = start(SHORT, 100);
    String many = request.replace("SID", sid(port)).repeat(1_000);
    try (RawHttp http = new RawHttp(port, 4_096)) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () ->
              assertThatExceptionOfType(SocketException.class)
                  .isThrownBy(
                      () -> {
                        for (int i = 0; i < 1_000; i++) {
                          http.send(many);
                        }
                      }));
    }
    assertThat(log.lines).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 9\r\n\r\n4", "Transfer-Encoding: chunked\r\n\r\n5\r\n4"})
  void a_poll_body_that_does_not_end_is_cut(String body) throws IOException {
    int port = start(LONG, 100);
    String head = "POST " + POLLING + "&sid=" + sid(port) + " HTTP/1.1\r\nHost: h\r\n";
    try (RawHttp http = new RawHttp(port)) {
      http.send(head + body);
      assertThat(http.isAtEnd()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\nTransfer-Encoding: chunked",
        "Content-Length: 4\r\nContent-Length: 5",
        "Content-Length: 4\r\nContent-Length: 4",
        "Content-Length: +4",
        "Content-Length: -4",
        "Content-Length: 0x4",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
      })
  void a_request_whose_length_is_not_clear_is_refused_and_nothing_after_it_is_read(String headers)
      throws IOException {
    int port = start(LONG, 100);
    String next = "GET /read HTTP/1.1\r\nHost: h\r\n\r\n";
    for (String path : List.of("/read", POLLING)) {
      try (RawHttp http = new RawHttp(port)) {
        http.send("POST " + path + " HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n\r\n" + next);
        assertThat(http.read().status()).isIn(400, 501);
        assertThat(http.isAtEnd()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/socket.io/../read",
        "/socket.io/..;/read",
        "/socket.io/..;a=b/read",
        "/socket.io/%2e%2E/read",
        "/./read",
        "//read",
        "/socket.io%2f..%2fread",
        "/socket.io/..",
        "/a\\..\\read",
      })
  void a_path_that_names_another_one_is_refused(String path) throws IOException {
    try (RawHttp http = new RawHttp(start(LONG, 100))) {
      http.send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(http.read().status()).isEqualTo(400);
    }
  }

  @Test
  void a_body_that_was_read_and_refused_leaves_its_connection_open() throws IOException {
    int port = start(LONG, 100);
    try (RawHttp http = new RawHttp(port)) {
      RawHttp.Response refused = http.post("/refuse", "abc").read();
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.header("Connection")).isNotEqualToIgnoringCase("close");
      assertThat(http.post("/read", "abc").read().body()).isEqualTo("abc");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/unread", POLLING + "&sid=nobody"})
  void a_body_that_was_refused_unread_ends_its_connection_with_an_announcement(String path)
      throws IOException {
    int port = start(LONG, 100);
    for (String body :
        List.of("Content-Length: 3\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\nx")) {
      try (RawHttp http = new RawHttp(port)) {
        http.send("POST " + path + " HTTP/1.1\r\nHost: h\r\n" + body);
        RawHttp.Response refused = http.read();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Connection")).isEqualToIgnoringCase("close");
        assertThat(http.isAtEnd()).isTrue();
      }
    }
  }

  @Test
  void the_answer_to_a_head_has_no_body() throws IOException {
    int port = start(LONG, 100);
    for (String path : List.of("/read", "/nowhere")) {
      try (RawHttp http = new RawHttp(port)) {
        http.send("HEAD " + path + " HTTP/1.1\r\nHost: h\r\n\r\n");
        http.send("GET /read HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        String answers = http.untilEnd();
        assertThat(answers.split("\r\n\r\n", 3))
            .satisfies(
                parts -> {
                  assertThat(parts[0]).contains(path.equals("/read") ? "200" : "404");
                  assertThat(parts[1]).startsWith("HTTP/1.1 200");
                  assertThat(parts[2]).isEqualTo("nothing");
                });
      }
    }
  }

  @Test
  void a_body_in_chunks_and_one_with_a_length_are_read() throws IOException {
    try (RawHttp http = new RawHttp(start(LONG, 100))) {
      assertThat(http.post("/read", "abc").read().body()).isEqualTo("abc");
      http.send("POST /read HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n");
      http.send("1;x=y\r\na\r\n2\r\nbc\r\n0\r\n\r\n");
      assertThat(http.read().body()).isEqualTo("abc");
      assertThat(http.post("/read", "abc").read().body()).isEqualTo("abc");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /read HTTP/1.1\r\nHo", "GET /read HTTP/1.1\r\nHost: h\r\n\r\n"})
  void connections_that_owe_a_request_keep_nobody_out(String part) throws IOException {
    int port = start(LONG, 32);
    List<RawHttp> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        silent.add(new RawHttp(port).send(part));
      }
      assertThat(RawHttp.exchange(port, "POST", "/read", "abc").body()).isEqualTo("abc");
    } finally {
      for (RawHttp connection : silent) {
        connection.reset();
      }
    }
  }

  @Test
  void a_poll_makes_no_room() throws IOException {
    int port = start(LONG, 32);
    List<RawHttp> silent = new ArrayList<>();
    try (RawHttp poll = new RawHttp(port)) {
      String sid = TestEngine.sid(poll.get(POLLING).read().body());
      poll.get(POLLING + "&sid=" + sid);
      await().until(() -> SessionWatch.isPollWaiting(opened.getFirst()));
      for (int i = 0; i < 100; i++) {
        silent.add(new RawHttp(port));
      }
      assertThat(poll.read().body()).startsWith("2");
    } finally {
      for (RawHttp connection : silent) {
        connection.reset();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /read HTTP/1.1\r\nHost: h",
        "POST /read HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc",
        "POST /read HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc",
        "POST /read HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\nabc",
      })
  void nothing_is_logged_of_a_request_that_breaks_off(String part) throws Exception {
    try (RawHttp http = new RawHttp(start(LONG, 100))) {
      http.send(part).fin();
      http.untilEnd();
    }
    assertThat(log.lines).isEmpty();
  }
}
