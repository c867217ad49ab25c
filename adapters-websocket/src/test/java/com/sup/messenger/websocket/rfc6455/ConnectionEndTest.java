package com.sup.messenger.websocket.rfc6455;

import static com.sup.messenger.websocket.rfc6455.Eventually.eventually;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.closeFrame;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.frame;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.header;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.masked;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.websocket.rfc6455.EchoServer.Echo;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionEndTest {

  private EchoServer server;
  private RawWebSocket client;
  private Echo echo;

  @BeforeEach
  void connect() throws Exception {
    server = new EchoServer(Duration.ofMillis(300));
    client = RawWebSocket.connect(server.port());
    echo = server.accepted();
  }

  @AfterEach
  void disconnect() throws Exception {
    client.close();
    server.close();
  }

  @FunctionalInterface
  interface End {
    void cause(RawWebSocket client, Echo echo, EchoServer server) throws IOException;
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        end("FIN", "1006 ", (c, e, s) -> c.fin()),
        end("FIN after a message", "1006 ", (c, e, s) -> c.send(text("a")).fin()),
        end("RST", "1006 ", (c, e, s) -> c.reset()),
        end("half a header, FIN", "1006 ", (c, e, s) -> c.send(new byte[] {(byte) 0x81}).fin()),
        end(
            "half a frame, FIN",
            "1006 ",
            (c, e, s) -> c.send(header(0x81, 9), masked(new byte[4])).fin()),
        end("half a frame, RST", "1006 ", (c, e, s) -> c.send(header(0x81, 9)).reset()),
        end("half a message, FIN", "1006 ", (c, e, s) -> c.send(frame(0x01, new byte[4])).fin()),
        end("close frame", "4000 bye", (c, e, s) -> c.send(closeFrame(4000, "bye"))),
        end("close frame, FIN", "1001 ", (c, e, s) -> c.send(closeFrame(1001, "")).fin()),
        end("close frame, RST", "1001 ", (c, e, s) -> resetAfter(c, closeFrame(1001, ""))),
        end("empty close frame", "1005 ", (c, e, s) -> c.send(frame(0x88, new byte[0]))),
        end("violation", "1002 ", (c, e, s) -> c.send(header(0xC1, 9))),
        end("violation, FIN", "1002 ", (c, e, s) -> c.send(header(0xC1, 9)).fin()),
        end("violation, RST", "1002 ", (c, e, s) -> resetAfter(c, header(0xC1, 9))),
        end("exception of the listener", "1011 ", (c, e, s) -> c.send(text("fail"))),
        end("error of the listener", "1011 ", (c, e, s) -> c.send(text("overflow"))),
        end("exception at the end", "1000 fail", (c, e, s) -> c.send(closeFrame(1000, "fail"))),
        end("exception of the source", "1006 ", (c, e, s) -> breakSource(e)),
        end("close(), no answer", "1006 ", (c, e, s) -> e.connection.close(1000, "")),
        end("close() twice", "1006 ", (c, e, s) -> closeTwice(e)),
        end("terminate()", "1006 ", (c, e, s) -> e.connection.terminate()),
        end("stop of the server", "1006 ", (c, e, s) -> s.close()));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void every_end_is_reported_once_and_leaves_no_thread(End end, String expected) throws Exception {
    end.cause(client, echo, server);

    eventually().untilAsserted(() -> assertThat(echo.ends).isNotEmpty());
    eventually().until(() -> !echo.hasThreads());
    echo.connection.wake();
    echo.connection.close(1000, "");
    echo.connection.terminate();
    assertThat(echo.ends).containsExactly(expected);
    eventually().until(() -> !echo.hasThreads());
  }

  @Test
  void the_peer_learns_nothing_of_an_exception() throws Exception {
    client.send(text("fail"));
    assertThat(client.read().payload()).isEqualTo(RawWebSocket.closePayload(1011, new byte[0]));
  }

  @Test
  void a_close_that_is_answered_ends_with_the_answer() throws Exception {
    try (EchoServer patient = new EchoServer(Duration.ofMinutes(1));
        RawWebSocket peer = RawWebSocket.connect(patient.port())) {
      Echo closing = patient.accepted();
      closing.connection.close(4002, "");
      assertThat(peer.read().closeCode()).isEqualTo(4002);
      peer.send(closeFrame(1000, ""));
      eventually().untilAsserted(() -> assertThat(closing.ends).containsExactly("1000 "));
      eventually().until(() -> !closing.hasThreads());
    }
  }

  @Test
  void what_is_queued_is_written_before_the_close_frame() throws Exception {
    try (EchoServer patient = new EchoServer(Duration.ofMinutes(1));
        RawWebSocket peer = RawWebSocket.connect(patient.port())) {
      Echo closing = patient.accepted();
      for (int i = 0; i < 1_000; i++) {
        closing.outbox.add(EchoServer.unmasked(0x81, ("message " + i).getBytes()));
      }
      closing.connection.close(4001, "bye");
      for (int i = 0; i < 1_000; i++) {
        assertThat(peer.read().text()).isEqualTo("message " + i);
      }
      assertThat(peer.read().closeCode()).isEqualTo(4001);
      peer.send(closeFrame(4001, ""));
      assertThat(peer.isAtEnd()).isTrue();
    }
  }

  @Test
  void a_peer_that_breaks_the_protocol_and_stays_is_cut_long_before_the_close_time_out()
      throws Exception {
    try (EchoServer patient = new EchoServer(Duration.ofMinutes(1));
        RawWebSocket stayer = RawWebSocket.connect(patient.port())) {
      stayer.send(header(0x88, 126));
      assertThat(stayer.read().closeCode()).isEqualTo(1002);
      assertThat(stayer.isAtEndInOrder()).isTrue();
      eventually().until(() -> patient.connections() == 0);
    }
  }

  @Test
  void a_peer_that_breaks_the_protocol_after_the_close_frame_is_told_the_end() throws Exception {
    try (EchoServer patient = new EchoServer(Duration.ofMinutes(1));
        RawWebSocket late = RawWebSocket.connect(patient.port())) {
      patient.accepted().connection.close(1000, "");
      assertThat(late.read().closeCode()).isEqualTo(1000);
      late.send(header(0xC1, 9));
      assertThat(late.isAtEndInOrder()).isTrue();
    }
  }

  @Test
  void nothing_is_written_after_the_close_frame() throws Exception {
    echo.connection.close(1000, "");
    assertThat(client.read().closeCode()).isEqualTo(1000);
    client.send(text("echo"), frame(0x89, new byte[1]), closeFrame(1000, ""));
    assertThat(client.isAtEnd()).isTrue();
  }

  private static Arguments end(String name, String expected, End end) {
    return Arguments.of(Named.of(name, end), expected);
  }

  private static void resetAfter(RawWebSocket client, byte[] bytes) throws IOException {
    client.send(bytes).read();
    client.reset();
  }

  private static void breakSource(Echo echo) {
    echo.outbox.add(Echo.BROKEN);
    echo.connection.wake();
  }

  private static void closeTwice(Echo echo) {
    echo.connection.close(1000, "");
    echo.connection.close(1001, "");
  }
}
