package com.sup.messenger.websocket.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

class PacketDecoderFuzzTest {

  private static final PacketLimits DEEPER =
      new PacketLimits(10, Long.MAX_VALUE, PacketLimits.DEFAULT.depth() + 1);

  @FuzzTest(maxDuration = "10s")
  void any_text_is_a_packet_or_a_violation(byte[] data) throws ProtocolViolation {
    long start = System.nanoTime();
    Packet packet = decode(new String(data, StandardCharsets.UTF_8));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    if (packet != null) {
      assertThat(RoundTrip.same(packet, RoundTrip.of(packet, DEEPER))).isTrue();
    }
  }

  private static @Nullable Packet decode(String text) {
    PacketDecoder decoder = new PacketDecoder(PacketLimits.DEFAULT);
    try {
      Packet packet = decoder.text(text);
      for (byte i = 0; decoder.awaitsAttachment(); i++) {
        packet = decoder.binary(new byte[] {i});
      }
      return packet;
    } catch (ProtocolViolation _) {
      return null;
    }
  }
}
