package com.sup.messenger.websocket.engineio.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.EngineListener;
import com.sup.messenger.websocket.engineio.EngineRequest;
import com.sup.messenger.websocket.engineio.packet.Payload;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;

@Tag("full")
class PayloadFuzzTest {

  @FuzzTest(maxDuration = "2s")
  void any_body_is_packets_or_a_violation(byte[] body) {
    List<String> texts = new ArrayList<>();
    SessionRegistry sessions =
        new SessionRegistry(EngineConfig.builder().build(), _ -> collecting(texts), "");
    EngineSession session =
        sessions.create(
            new EngineRequest("/", Map.of(), Map.of(), "127.0.0.1", false, Instant.EPOCH));
    sessions.open(session);
    try {
      String payload = Payload.decode(body);
      boolean right = session.onPayload(payload, System.nanoTime());
      assertThat(texts.size()).isLessThanOrEqualTo(payload.length());
      assertThat(right || !payload.startsWith("4") || !texts.isEmpty()).isTrue();
    } catch (CharacterCodingException _) {
      // Refused before it reaches a session.
    } finally {
      session.abandon();
    }
  }

  private static EngineListener collecting(List<String> texts) {
    return new EngineListener() {
      @Override
      public void onText(String data) {
        texts.add(data);
      }

      @Override
      public void onBinary(byte[] data) {}

      @Override
      public void onClose(CloseReason reason) {}
    };
  }
}
