package com.sup.messenger.websocket.socketio.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sup.messenger.websocket.socketio.json.PacketLimits;
import com.sup.messenger.websocket.socketio.json.ProtocolViolation;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

@Tag("full")
class PacketDecoderFuzzTest {

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
  // The first input pays for loading the classes.
  private static final Duration MOST = Duration.ofSeconds(5);
  private static final PacketLimits DEEPER =
      new PacketLimits(
          10, Long.MAX_VALUE, PacketLimits.DEFAULT.depth() + 1, PacketLimits.DEFAULT.values() + 1);

  @FuzzTest(maxDuration = "2s")
  void any_text_is_a_packet_or_a_violation(byte[] data) throws ProtocolViolation {
    long start = CPU.getCurrentThreadCpuTime();
    Received received = decode(new String(data, StandardCharsets.UTF_8));
    assertThat(Duration.ofNanos(CPU.getCurrentThreadCpuTime() - start)).isLessThan(MOST);
    boolean empty = received == null || received instanceof Received.Empty;
    if (!empty && TreeDecoder.refusal(received).isEmpty()) {
      Packet packet = TreeDecoder.packet(received);
      Packet again = TreeDecoder.packet(RoundTrip.of(packet, DEEPER));
      assertThat(RoundTrip.same(packet, again)).isTrue();
    }
  }

  private static @Nullable Received decode(String text) {
    PacketDecoder decoder = new TreeDecoder(PacketLimits.DEFAULT).decoder();
    try {
      Received packet = decoder.text(text);
      // More are awaited, but none is kept.
      for (int i = 0; i < 1_000 && decoder.awaitsAttachment(); i++) {
        packet = decoder.binary(new byte[] {(byte) i});
      }
      return packet;
    } catch (ProtocolViolation _) {
      return null;
    }
  }
}
