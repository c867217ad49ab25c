package com.sup.messenger.websocket.rfc6455;

import static com.sup.messenger.websocket.rfc6455.Eventually.eventually;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.closeFrame;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.closePayload;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.frame;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Category 7: the closing handshake.
class CloseConformanceTest extends ConformanceTest {

  @ParameterizedTest
  @ValueSource(
      ints = {
        1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000,
        4999
      })
  void a_valid_code_is_echoed(int code) throws Exception {
    client.send(closeFrame(code, "why"));
    assertThat(client.read().closeCode()).isEqualTo(code);
    assertThat(client.isAtEnd()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 32_768, 65_535})
  void an_invalid_code_is_refused(int code) throws Exception {
    client.send(closeFrame(code, ""));
    assertFailed(1002);
  }

  @Test
  void a_close_frame_without_a_code_is_answered_without_one() throws Exception {
    client.send(frame(0x88, new byte[0]));
    assertThat(client.read()).matches(f -> f.firstByte() == 0x88 && f.payload().length == 0);
    assertThat(client.isAtEnd()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 126})
  void a_close_frame_of_a_forbidden_length_is_refused(int length) throws Exception {
    client.send(frame(0x88, new byte[length]));
    assertFailed(1002);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 122, 123})
  void a_close_frame_of_any_allowed_length_is_answered(int reasonLength) throws Exception {
    client.sendByteByByte(closeFrame(1000, "*".repeat(reasonLength)));
    assertThat(client.read().closeCode()).isEqualTo(1000);
    assertThat(client.isAtEnd()).isTrue();
  }

  @Test
  void a_reason_that_is_not_utf_8_is_refused() throws Exception {
    client.send(frame(0x88, closePayload(1000, new byte[] {(byte) 0xED, (byte) 0xA0})));
    assertFailed(1007);
  }

  @Test
  void what_comes_after_a_close_frame_is_ignored() throws Exception {
    client.send(
        RawWebSocket.concat(
            closeFrame(1000, ""), text("late"), frame(0x89, new byte[1]), closeFrame(1001, "")));
    assertThat(client.read().closeCode()).isEqualTo(1000);
    assertThat(client.isAtEnd()).isTrue();
  }

  @Test
  void after_a_close_frame_that_is_refused_no_other_is_waited_for() throws Exception {
    client.send(closeFrame(1005, ""));
    assertThat(client.read().closeCode()).isEqualTo(1002);
    assertThat(client.isAtEnd()).isTrue();
  }

  @RepeatedTest(20)
  void a_peer_that_ends_tcp_right_after_its_close_frame_gets_its_answer() throws Exception {
    client.send(closeFrame(1000, "")).fin();
    assertThat(client.read().closeCode()).isEqualTo(1000);
    assertThat(client.isAtEnd()).isTrue();
  }

  @Test
  void a_close_frame_that_comes_while_a_write_blocks_is_answered_after_that_write()
      throws Exception {
    int frames = 200;
    for (int i = 0; i < frames; i++) {
      echo.send(0x82, new byte[60_000]);
    }
    eventually().during(Duration.ofMillis(50)).until(echo::isWriting);
    client.send(closeFrame(1000, ""));
    eventually().until(() -> !echo.ends.isEmpty());

    int read = 0;
    RawWebSocket.Frame frame = client.read();
    while (frame.opcode() == Opcode.BINARY) {
      read++;
      frame = client.read();
    }

    assertThat(read).isLessThan(frames);
    assertThat(frame.closeCode()).isEqualTo(1000);
    assertThat(client.isAtEnd()).isTrue();
  }

  @Test
  void a_message_before_the_close_frame_is_still_echoed() throws Exception {
    assertEchoes("first");
    client.send(frame(0x01, new byte[3]), closeFrame(1000, ""));
    assertThat(client.read().closeCode()).isEqualTo(1000);
    assertThat(client.isAtEnd()).isTrue();
  }
}
