package com.sup.messenger.websocket.rfc6455;

import static com.sup.messenger.websocket.rfc6455.RawWebSocket.closeFrame;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.frame;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Category 1: framing.
class FramingConformanceTest extends ConformanceTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 128, 65_535, 65_536})
  void a_message_of_any_length_is_echoed_in_one_chop_or_byte_by_byte(int size) throws Exception {
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
