package com.sup.messenger.websocket.rfc6455;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloseStatusTest {

  @ParameterizedTest
  @CsvSource({"1000, ''", "4999, bye", "1011, κόσμε"})
  void a_status_is_read_back_from_its_frame(int code, String reason) throws Exception {
    CloseStatus status = new CloseStatus(code, reason);
    byte[] frame = status.frame();

    assertThat(frame).startsWith(0x88, frame.length - 2);
    assertThat(CloseStatus.parse(Arrays.copyOfRange(frame, 2, frame.length))).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"a, 123", "µ, 122", "€, 123", "😀, 120"})
  void a_long_reason_is_cut_between_characters(String character, int expectedBytes)
      throws Exception {
    byte[] frame = new CloseStatus(1000, character.repeat(200)).frame();

    CloseStatus status = CloseStatus.parse(Arrays.copyOfRange(frame, 2, frame.length));
    assertThat(status.reason().getBytes(UTF_8)).hasSize(expectedBytes);
    assertThat(status.reason()).matches("(" + character + ")+");
  }
}
