package com.sup.messenger.websocket.rfc6455;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameHeaderTest {

  @ParameterizedTest
  @CsvSource({
    "818000000000, true, 1, 0, 0",
    "01FD01020304, false, 1, 125, 16909060",
    "82FE007EFFFFFFFF, true, 2, 126, -1",
    "80FEFFFF80000000, true, 0, 65535, -2147483648",
    "82FF000000000001000000000000, true, 2, 65536, 0",
    "82FF7FFFFFFFFFFFFFFF00000000, true, 2, 9223372036854775807, 0",
    "898000000000, true, 9, 0, 0",
    "8AFD00000000, true, 10, 125, 0",
  })
  void a_valid_header_is_read_whole_and_nothing_after_it(
      String hex, boolean fin, int opcode, long length, int maskingKey) throws Exception {
    ByteBuffer bytes = bytes(hex + "AB");

    FrameHeader header = FrameHeader.read(bytes);

    assertThat(header).isEqualTo(new FrameHeader(fin, 0, opcode, true, length, true, maskingKey));
    header.validate();
    assertThat(bytes.get()).isEqualTo((byte) 0xAB);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8100",
        "8105",
        "F18000000000",
        "C18000000000",
        "A18000000000",
        "918000000000",
        "838000000000",
        "878000000000",
        "8B8000000000",
        "8F8000000000",
        "088000000000",
        "098000000000",
        "0A8000000000",
        "89FE007E00000000",
        "89FF000000000001000000000000",
        "81FE007D00000000",
        "81FF000000000000FFFF00000000",
        "81FF800000000000000000000000",
        "81FFFFFFFFFFFFFFFFFF00000000"
      })
  void a_header_that_no_client_may_send_is_a_protocol_error(String hex) {
    FrameHeader header = FrameHeader.read(bytes(hex));

    assertThat(catchThrowableOfType(ConnectionFailure.class, header::validate).code())
        .isEqualTo(1002);
  }

  @Test
  void a_header_that_is_not_whole_is_not_taken() {
    for (String hex :
        List.of("", "81", "81FF0000000000", "81FE00", "818001020304".substring(0, 10))) {
      ByteBuffer bytes = bytes(hex);
      assertThat(FrameHeader.read(bytes)).isNull();
      assertThat(bytes.position()).isZero();
    }
  }

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
  }
}
