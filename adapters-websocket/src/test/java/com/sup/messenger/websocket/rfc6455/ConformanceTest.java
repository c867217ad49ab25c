package com.sup.messenger.websocket.rfc6455;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// A client's connection to an echo server. The subclasses follow the categories of the Autobahn
/// test suite.
abstract class ConformanceTest {

  static EchoServer server;
  RawWebSocket client;
  EchoServer.Echo echo;

  @BeforeAll
  static void start() {
    // Longer than the client waits: an end that only the time-out brings fails the test.
    server = new EchoServer(Duration.ofMinutes(1));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() throws Exception {
    client = RawWebSocket.connect(server.port());
    echo = server.accepted();
  }

  @AfterEach
  void disconnect() throws Exception {
    client.close();
  }

  /// Checks that the server's next frame is its last: a close frame with a code, without a reason.
  /// TCP ends after it, in order, without a close frame of the client.
  void assertFailed(int code) throws IOException {
    RawWebSocket.Frame frame = client.read();
    assertThat(frame.firstByte()).isEqualTo(0x88);
    assertThat(frame.payload()).isEqualTo(RawWebSocket.closePayload(code, new byte[0]));
    assertThat(client.isAtEndInOrder()).isTrue();
  }

  /// Checks that the connection lives.
  void assertEchoes(String text) throws IOException {
    client.send(RawWebSocket.text(text));
    assertThat(client.read().text()).isEqualTo(text);
  }
}
