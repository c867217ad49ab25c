package com.sup.messenger.websocket.rfc6455;

import static com.sup.messenger.websocket.rfc6455.EchoServer.MAX_MESSAGE_BYTES;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.frame;
import static com.sup.messenger.websocket.rfc6455.RawWebSocket.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Categories 9 and 10: big messages, many fragments, and the limit.
class LimitConformanceTest extends ConformanceTest {

  @ParameterizedTest
  @ValueSource(ints = {64, 1_024, 65_536, MAX_MESSAGE_BYTES})
  void a_message_of_the_largest_size_is_echoed_from_fragments_of_any_size(int fragment)
      throws Exception {
    byte[] message = new byte[MAX_MESSAGE_BYTES];
    new Random(fragment).nextBytes(message);
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int from = 0; from < message.length; from += fragment) {
      int to = Math.min(from + fragment, message.length);
      int firstByte = (from == 0 ? 0x02 : 0x00) | (to == message.length ? 0x80 : 0x00);
      frames.writeBytes(frame(firstByte, Arrays.copyOfRange(message, from, to)));
    }
    client.send(frames.toByteArray());
    assertThat(client.read().payload()).isEqualTo(message);
  }

  @Test
  void a_big_text_is_echoed_in_chops_of_any_size() throws Exception {
    String text = "aµκ😀".repeat(MAX_MESSAGE_BYTES / 10);
    byte[] wire = RawWebSocket.text(text);
    for (int from = 0; from < wire.length; from += 997) {
      client.send(Arrays.copyOfRange(wire, from, Math.min(from + 997, wire.length)));
    }
    assertThat(client.read().text()).isEqualTo(text);
  }

  @Test
  void a_frame_over_the_limit_is_refused_by_its_header() throws Exception {
    client.send(header(0x81, MAX_MESSAGE_BYTES + 1));
    assertFailed(1009);
  }

  @Test
  void a_peer_that_is_still_sending_gets_its_close_frame_and_no_reset() throws Exception {
    client.send(header(0x82, 4L * MAX_MESSAGE_BYTES), new byte[2 * MAX_MESSAGE_BYTES]);
    assertFailed(1009);
  }

  @Test
  void fragments_over_the_limit_are_refused_by_the_header_that_passes_it() throws Exception {
    client.send(frame(0x02, new byte[MAX_MESSAGE_BYTES]), header(0x80, 1));
    assertFailed(1009);
  }
}
