package com.sup.messenger.websocket.rfc6455;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// A client's connection to an echo server; the subclasses follow the categories of the Autobahn
/// test suite.
abstract class ConformanceTest {

  static EchoServer server;
  RawWebSocket client;
  EchoServer.Echo echo;

  @BeforeAll
  static void start() {
    // Longer than the client waits for anything: what only the time-out ends, fails.
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

  /// The server's next frame is a close frame of a code, without a reason, and its last. TCP ends
  /// after it, in order, and no close frame of the client is waited for.
  void assertFailed(int code) throws IOException {
    RawWebSocket.Frame frame = client.read();
    assertThat(frame.firstByte()).isEqualTo(0x88);
    assertThat(frame.payload()).isEqualTo(RawWebSocket.closePayload(code, new byte[0]));
    assertThat(client.isAtEndInOrder()).isTrue();
  }

  /// The connection lives.
  void assertEchoes(String text) throws IOException {
    client.send(RawWebSocket.text(text));
    assertThat(client.read().text()).isEqualTo(text);
  }
}
