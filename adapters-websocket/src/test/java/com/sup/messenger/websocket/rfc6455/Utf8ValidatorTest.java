package com.sup.messenger.websocket.rfc6455;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8ValidatorTest {

  // The first and last byte of every range of the table.
  private static final int[] EDGES = {
    0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED,
    0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF
  };

  private final CharsetDecoder decoder =
      UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final CharBuffer decoded = CharBuffer.allocate(64);

  @Test
  void it_agrees_with_the_platform_on_every_sequence_of_edges() {
    for (int a : EDGES) {
      for (int b : EDGES) {
        for (int c : EDGES) {
          for (int d : EDGES) {
            assertAgrees(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
          }
        }
      }
    }
  }

  @Test
  void it_agrees_with_the_platform_on_random_bytes_after_ascii() {
    Random random = new Random(3629);
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[random.nextInt(24)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) (random.nextInt(8) > 0 ? 'a' : EDGES[random.nextInt(EDGES.length)]);
      }
      assertAgrees(bytes);
    }
  }

  @Test
  void it_takes_every_character_whole_and_byte_by_byte() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        byte[] bytes = Character.toString(c).getBytes(UTF_8);
        assertThat(verdict(bytes, bytes.length)).isEqualTo(Verdict.VALID);
        assertThat(verdict(bytes, 1)).isEqualTo(Verdict.VALID);
      }
    }
  }

  private void assertAgrees(byte[] bytes) {
    Verdict expected = platformsVerdict(bytes);
    for (int chunk = 1; chunk <= bytes.length; chunk += 3) {
      assertThat(verdict(bytes, chunk)).isEqualTo(expected);
    }
  }

  private Verdict platformsVerdict(byte[] bytes) {
    ByteBuffer input = ByteBuffer.wrap(bytes);
    if (decoder.reset().decode(input, decoded.clear(), false).isError()) {
      return Verdict.INVALID;
    }
    if (!input.hasRemaining()) {
      return Verdict.VALID;
    }
    byte[] rest = Arrays.copyOfRange(bytes, input.position(), bytes.length);
    return canBeCompleted(rest) ? Verdict.INCOMPLETE : Verdict.INVALID;
  }

  // The platform shows a surrogate only at its third byte.
  private boolean canBeCompleted(byte[] rest) {
    for (int next : new int[] {0x80, 0x90, 0xA0, 0xBF}) {
      for (int length = rest.length + 1; length <= 4; length++) {
        byte[] whole = Arrays.copyOf(rest, length);
        Arrays.fill(whole, rest.length, length, (byte) next);
        if (!decoder.reset().decode(ByteBuffer.wrap(whole), decoded.clear(), true).isError()) {
          return true;
        }
      }
    }
    return false;
  }

  private static Verdict verdict(byte[] bytes, int chunk) {
    Utf8Validator utf8 = new Utf8Validator();
    for (int from = 0; from < bytes.length; from += chunk) {
      if (!utf8.accept(bytes, from, Math.min(from + chunk, bytes.length))) {
        return Verdict.INVALID;
      }
    }
    return utf8.isComplete() ? Verdict.VALID : Verdict.INCOMPLETE;
  }

  private enum Verdict {
    VALID,
    INCOMPLETE,
    INVALID
  }
}
