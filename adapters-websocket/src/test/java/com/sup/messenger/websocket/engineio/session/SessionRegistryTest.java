package com.sup.messenger.websocket.engineio.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.EngineListener;
import com.sup.messenger.websocket.engineio.EngineRequest;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SessionRegistryTest {

  private final AtomicInteger opened = new AtomicInteger();
  private final EngineConfig config = EngineConfig.builder().maxStrangers(1).build();
  private final SessionRegistry sessions =
      new SessionRegistry(
          config,
          _ -> {
            opened.incrementAndGet();
            return new EngineListener() {
              @Override
              public void onText(String data) {}

              @Override
              public void onBinary(byte[] data) {}

              @Override
              public void onTick(long nanoTime) {}

              @Override
              public void onClose(CloseReason reason) {
                opened.decrementAndGet();
              }
            };
          },
          "instance");

  private EngineSession create() {
    return sessions.create(
        new EngineRequest("/", Map.of(), Map.of(), "10.0.0.1", false, Instant.EPOCH));
  }

  @Test
  void one_that_makes_room_before_it_is_open_is_not_kept() {
    for (int i = 0; i < 100; i++) {
      EngineSession first = create();
      EngineSession second = create();
      sessions.open(first);
      sessions.open(second);
      second.end(CloseReason.FORCED_CLOSE);
    }
    await().until(() -> sessions.all().isEmpty());
    await().until(() -> opened.get() == 0);
    assertThat(sessions.all()).isEmpty();
  }
}
