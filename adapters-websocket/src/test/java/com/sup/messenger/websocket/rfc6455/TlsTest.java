package com.sup.messenger.websocket.rfc6455;

import static com.sup.messenger.websocket.rfc6455.Eventually.eventually;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.closeFrame;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.frame;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.header;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.websocket.SelfSigned;
import com.sup.messenger.websocket.rfc6455.EchoServer.Echo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests TLS, which has locks of its own around a socket.
@Timeout(20)
class TlsTest {

  @TempDir private static Path directory;
  @AutoClose private static EchoServer server;
  private static SSLContext clientContext;
  private RawWebSocket client;

  @BeforeAll
  static void start() throws Exception {
    SelfSigned certificate = SelfSigned.make(directory);
    server = new EchoServer(Duration.ofMillis(300), Optional.of(certificate.server()));
    clientContext = certificate.client();
  }

  @AfterEach
  void disconnect() throws Exception {
    client.close();
  }

  @Test
  void messages_are_echoed_and_the_closing_handshake_is_done() throws Exception {
    Echo echo = connect();
    byte[] big = new byte[500_000];
    client.send(frame(0x82, big), text("small"));
    assertThat(client.read().payload()).isEqualTo(big);
    assertThat(client.read().text()).isEqualTo("small");

    client.send(closeFrame(1000, "bye"));

    assertThat(client.read().closeCode()).isEqualTo(1000);
    assertThat(client.isAtEnd()).isTrue();
    assertEnded(echo, "1000 bye");
  }

  @Test
  void a_peer_that_goes_away_is_seen() throws Exception {
    Echo echo = connect();
    client.close();
    assertEnded(echo, "1006 ");
  }

  @Test
  void a_peer_that_breaks_the_protocol_is_told_why_and_that_nothing_follows() throws Exception {
    Echo echo = connect();
    client.send(header(0x88, 126));
    assertThat(client.read().closeCode()).isEqualTo(1002);
    assertThat(client.isAtEndInOrder()).isTrue();
    assertEnded(echo, "1002 ");
  }

  @Test
  void terminate_frees_a_writer_whose_peer_never_reads() throws Exception {
    Echo echo = stuck();
    echo.connection.terminate();
    assertEnded(echo, "1006 ");
  }

  @Test
  void a_peer_that_says_goodbye_but_never_reads_is_cut() throws Exception {
    Echo echo = stuck();
    client.send(closeFrame(1000, "bye"));
    assertEnded(echo, "1000 bye");
  }

  @Test
  void a_peer_that_never_answers_the_close_frame_is_cut() throws Exception {
    Echo echo = connect();
    echo.connection.close(1000, "");
    assertEnded(echo, "1006 ");
  }

  private Echo connect() throws Exception {
    client =
        RawWebSocket.connect(clientContext.getSocketFactory().createSocket(), server.port(), 4_096);
    return server.accepted();
  }

  private Echo stuck() throws Exception {
    Echo echo = connect();
    for (int i = 0; i < 100; i++) {
      echo.send(0x82, new byte[60_000]);
    }
    eventually().until(echo::isWriting);
    return echo;
  }

  private static void assertEnded(Echo echo, String end) {
    eventually().untilAsserted(() -> assertThat(echo.ends).containsExactly(end));
    eventually().until(() -> !echo.hasThreads());
  }
}
