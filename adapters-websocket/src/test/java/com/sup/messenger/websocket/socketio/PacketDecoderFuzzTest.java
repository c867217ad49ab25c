package com.sup.messenger.websocket.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

class PacketDecoderFuzzTest {

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
  // The first input pays for loading the classes.
  private static final Duration MOST = Duration.ofSeconds(5);
  private static final PacketLimits DEEPER =
      new PacketLimits(10, Long.MAX_VALUE, PacketLimits.DEFAULT.depth() + 1);

  @FuzzTest(maxDuration = "6s")
  void any_text_is_a_packet_or_a_violation(byte[] data) throws ProtocolViolation {
    long start = CPU.getCurrentThreadCpuTime();
    Packet packet = decode(new String(data, StandardCharsets.UTF_8));
    assertThat(Duration.ofNanos(CPU.getCurrentThreadCpuTime() - start)).isLessThan(MOST);
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
