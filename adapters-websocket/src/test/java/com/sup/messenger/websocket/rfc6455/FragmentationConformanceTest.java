package com.sup.messenger.websocket.rfc6455;

import static com.sup.messenger.websocket.rfc6455.RawWebSocket.frame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Category 5: fragmentation. A fragment is written as its first byte and its text.
class FragmentationConformanceTest extends ConformanceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"01:abc 80:def", "01: 80:abcdef", "01:abcdef 80:", "01: 00:abc 00: 00:def 80:"})
  void fragments_make_one_message(String fragments) throws Exception {
    for (boolean byteByByte : new boolean[] {false, true}) {
      send(fragments, byteByByte);
      RawWebSocket.Frame echo = client.read();
      assertThat(echo.firstByte()).isEqualTo(0x81);
      assertThat(echo.text()).isEqualTo("abcdef");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"02:abc 80:def", "82:abcdef"})
  void binary_fragments_make_a_binary_message(String fragments) throws Exception {
    send(fragments, false);
    RawWebSocket.Frame echo = client.read();
    assertThat(echo.firstByte()).isEqualTo(0x82);
    assertThat(echo.text()).isEqualTo("abcdef");
  }

  @Test
  void control_frames_are_answered_between_fragments() throws Exception {
    send("01:abc 89:first 8A:unasked", false);
    assertThat(client.read().text()).isEqualTo("first");
    send("00:de 89:second", false);
    assertThat(client.read().text()).isEqualTo("second");
    send("80:f", false);
    assertThat(client.read().text()).isEqualTo("abcdef");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80:a",
        "00:a",
        "01:a 81:b",
        "01:a 01:b",
        "02:a 81:b",
        "01:a 80:b 80:c",
        "00: 81:"
      })
  void fragments_out_of_order_are_refused(String fragments) throws Exception {
    send(fragments, false);
    RawWebSocket.Frame frame = client.read();
    if (frame.opcode() == Opcode.TEXT) {
      frame = client.read();
    }
    assertThat(frame.closeCode()).isEqualTo(1002);
  }

  @Test
  void endless_empty_fragments_are_one_message() throws Exception {
    byte[] empty = frame(0x00, new byte[0]);
    byte[] many = RawWebSocket.concat(Collections.nCopies(1_000, empty).toArray(byte[][]::new));
    send("01:abc", false);
    for (int i = 0; i < 200; i++) {
      client.send(many);
    }
    send("80:def", false);
    assertThat(client.read().text()).isEqualTo("abcdef");
  }

  private void send(String fragments, boolean byteByByte) throws Exception {
    for (String fragment : fragments.split(" ")) {
      int firstByte = Integer.parseInt(fragment.substring(0, 2), 16);
      byte[] bytes = frame(firstByte, fragment.substring(3).getBytes(UTF_8));
      if (byteByByte) {
        client.sendByteByByte(bytes);
      } else {
        client.send(bytes);
      }
    }
  }
}
