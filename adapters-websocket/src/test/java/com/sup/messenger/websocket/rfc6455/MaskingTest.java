package com.sup.messenger.websocket.rfc6455;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskingTest {

  @Test
  void every_byte_is_masked_with_the_key_byte_of_its_place_in_the_payload() {
    Random random = new Random(6455);
    for (int length = 0; length < 70; length++) {
      for (long position : new long[] {0, 1, 2, 3, 4, 7, (1L << 40) + 2}) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        int key = random.nextInt();
        byte[] expected = bytes.clone();
        for (int i = 0; i < length; i++) {
          expected[i] ^= (byte) (key >>> (24 - 8 * ((i + position) % 4)));
        }

        Masking.apply(bytes, key, position);

        assertThat(bytes).isEqualTo(expected);
      }
    }
  }
}
