package com.sup.messenger.websocket.rfc6455;

import static com.sup.messenger.websocket.rfc6455.RawWebSocket.closeFrame;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.frame;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Category 1 of the Autobahn suite.
class FramingConformanceTest {

  private static EchoServer server;
  private RawWebSocket client;

  @BeforeAll
  static void start() {
    server = new EchoServer(Duration.ofSeconds(5));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() throws Exception {
    client = RawWebSocket.connect(server.port());
  }

  @AfterEach
  void disconnect() throws Exception {
    client.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 128, 65_535, 65_536})
  void a_message_of_any_length_is_echoed(int size) throws Exception {
    String text = "*".repeat(size);
    byte[] binary = new byte[size];
    for (int i = 0; i < size; i++) {
      binary[i] = (byte) (i * 31);
    }
    byte[] textFrame = RawWebSocket.text(text);
    byte[] binaryFrame = frame(0x82, binary);

    client.send(textFrame, binaryFrame);
    assertThat(client.read().text()).isEqualTo(text);
    assertThat(client.read().payload()).isEqualTo(binary);

    client.sendByteByByte(textFrame).sendByteByByte(binaryFrame);
    assertThat(client.read().text()).isEqualTo(text);
    assertThat(client.read().payload()).isEqualTo(binary);

    client.send(closeFrame(1000, "bye"));
    assertThat(client.read().closeCode()).isEqualTo(1000);
    assertThat(client.isAtEnd()).isTrue();
  }
}
