package com.sup.messenger.websocket.rfc6455;

import static com.sup.messenger.websocket.rfc6455.RawWebSocket.frame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Category 2: pings and pongs.
class PingConformanceTest extends ConformanceTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125})
  void a_ping_is_answered_with_its_payload(int size) throws Exception {
    byte[] payload = new byte[size];
    Arrays.fill(payload, (byte) 0xFE);
    client.send(frame(0x89, payload));

    RawWebSocket.Frame pong = client.read();

    assertThat(pong.firstByte()).isEqualTo(0x8A);
    assertThat(pong.payload()).isEqualTo(payload);
  }

  @Test
  void a_ping_sent_byte_by_byte_is_answered() throws Exception {
    client.sendByteByByte(frame(0x89, "payload".getBytes(UTF_8)));
    assertThat(client.read().text()).isEqualTo("payload");
  }

  @Test
  void a_ping_of_126_bytes_is_refused() throws Exception {
    client.send(frame(0x89, new byte[126]));
    assertFailed(1002);
  }

  @Test
  void an_unsolicited_pong_is_ignored() throws Exception {
    client.send(frame(0x8A, "unasked".getBytes(UTF_8)), frame(0x8A, new byte[0]));
    assertEchoes("alive");
  }

  @Test
  void of_a_flood_of_pings_the_last_is_answered_and_none_twice() throws Exception {
    int last = 50_000;
    for (int i = 1; i <= last; i++) {
      client.send(frame(0x89, Integer.toString(i).getBytes(UTF_8)));
    }
    int answered = 0;
    while (answered < last) {
      int next = Integer.parseInt(client.read().text());
      assertThat(next).isGreaterThan(answered);
      answered = next;
    }
  }
}
