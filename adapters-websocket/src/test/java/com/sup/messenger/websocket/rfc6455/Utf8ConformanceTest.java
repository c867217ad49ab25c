package com.sup.messenger.websocket.rfc6455;

import static com.sup.messenger.websocket.rfc6455.RawWebSocket.frame;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.header;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.masked;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Category 6: UTF-8.
class Utf8ConformanceTest extends ConformanceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Hello-µ@ßöäüàá-UTF-8!!",
        "κόσμε",
        "\0",
        "\u007F",
        "\u0080",
        "\u07FF",
        "\u0800",
        "\uD7FF",
        "\uE000",
        "\uFFFD",
        "\uFFFE",
        "\uFFFF",
        "\uD800\uDC00",
        "\uDBFF\uDFFF"
      })
  void valid_text_is_echoed_however_it_is_fragmented(String text) throws Exception {
    byte[] bytes = text.getBytes(UTF_8);
    assertEchoes(text);
    for (int split = 0; split <= bytes.length; split++) {
      client.send(
          frame(0x01, Arrays.copyOfRange(bytes, 0, split)),
          frame(0x80, Arrays.copyOfRange(bytes, split, bytes.length)));
      assertThat(client.read().text()).isEqualTo(text);
    }
    client.send(frame(0x01, new byte[0]));
    for (byte b : bytes) {
      client.send(frame(0x00, new byte[] {b}));
    }
    client.send(frame(0x80, new byte[0]));
    assertThat(client.read().text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "BF",
        "FE",
        "FF",
        "C0AF",
        "E080AF",
        "F08080AF",
        "F8808080AF",
        "C1BF",
        "E09FBF",
        "F08FBFBF",
        "EDA080",
        "EDBFBF",
        "F4908080",
        "F5",
        "CEBAE1BDB9CF83CEBCCEB5EDA080656469746564",
        // Incomplete at the end of the message.
        "C2",
        "E0A0",
        "F0908080C2",
        "F09080",
        "CEBAE1BDB9CF83CEBCCE",
        "4141414141414141E2"
      })
  void invalid_text_is_refused(String hex) throws Exception {
    client.send(frame(0x81, HexFormat.of().parseHex(hex)));
    assertFailed(1007);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CEBAE1BDB9CF83CEBCCEB5F490", "CEBAE1BDB9CF83CEBCCEB5EDA0", "41C0"})
  void invalid_text_is_refused_at_the_first_byte_that_shows_it(String hex) throws Exception {
    client.send(header(0x81, 1_000), masked(HexFormat.of().parseHex(hex)));
    assertFailed(1007);
  }

  @Test
  void invalid_text_is_refused_before_its_last_fragment() throws Exception {
    client.send(frame(0x01, new byte[] {(byte) 0xF4}), frame(0x00, new byte[] {(byte) 0x90}));
    assertFailed(1007);
  }

  @Test
  void binary_messages_are_no_text() throws Exception {
    client.send(frame(0x82, new byte[] {(byte) 0xFF}));
    assertThat(client.read().payload()).containsExactly(0xFF);
  }
}
