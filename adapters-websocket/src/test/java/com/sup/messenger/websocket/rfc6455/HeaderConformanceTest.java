package com.sup.messenger.websocket.rfc6455;

import static com.sup.messenger.websocket.rfc6455.RawWebSocket.frame;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.header;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Categories 3 and 4: reserved bits and opcodes, and other rules of a header.
class HeaderConformanceTest extends ConformanceTest {

  @ParameterizedTest
  @ValueSource(ints = {0x91, 0xA1, 0xB1, 0xC1, 0xD1, 0xE1, 0xF1, 0xC2, 0xC8, 0x99, 0xAA, 0xC0})
  void reserved_bits_are_refused(int firstByte) throws Exception {
    assertEchoes("before");
    client.send(frame(firstByte, new byte[5]), text("ignored"));
    assertFailed(1002);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x83, 0x84, 0x85, 0x86, 0x87, 0x8B, 0x8C, 0x8D, 0x8E, 0x8F, 0x03, 0x0B})
  void reserved_opcodes_are_refused(int firstByte) throws Exception {
    client.sendByteByByte(frame(firstByte, new byte[0]));
    assertFailed(1002);
  }

  @ParameterizedTest
  @CsvSource({
    "8100, an empty text frame without a mask",
    "810161, a text frame without a mask",
    "8800, a close frame without a mask",
    "81FE000500000000, 5 in 2 bytes",
    "81FF000000000000000500000000, 5 in 8 bytes",
    "81FF000000000000FFFF00000000, 65535 in 8 bytes",
    "81FF800000000000000000000000, the top bit of the length",
    "098000000000, a fragmented ping",
    "0A8000000000, a fragmented pong",
    "088000000000, a fragmented close",
    "89FE007E00000000, a ping of 126 bytes",
    "88FE007E00000000, a close of 126 bytes",
  })
  void a_header_is_refused_before_its_payload_comes(String hex, String what) throws Exception {
    client.send(HexFormat.of().parseHex(hex));
    assertFailed(1002);
  }

  @Test
  void a_connection_that_fails_ends_when_the_peer_answers_the_close_frame() throws Exception {
    client.send(frame(0xC1, new byte[70_000]), text("ignored"), frame(0x89, new byte[3]));
    assertThat(client.read().closeCode()).isEqualTo(1002);
    client.send(frame(0x88, new byte[] {3, (byte) 0xEA}));
    assertThat(client.isAtEnd()).isTrue();
  }

  @Test
  void a_header_of_the_largest_length_is_too_big() throws Exception {
    client.send(header(0x82, Long.MAX_VALUE));
    assertFailed(1009);
  }
}
