package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.socket.client.Socket;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IdleTest {

  private static final Duration MAX_IDLE = Duration.ofSeconds(2);

  @Test
  void a_connection_without_events_ends_in_spite_of_heartbeats() throws Exception {
    try (RunningService service =
        new RunningService("MAX_IDLE_TIME=" + MAX_IDLE.toMillis(), "SOCKETIO_PING_INTERVAL=200")) {
      TestClient busy = service.connect("bob");
      Instant before = Instant.now();
      TestClient idle = service.connect("ada");
      TestClient told = service.connect("cid");
      while (Duration.between(before, Instant.now()).compareTo(MAX_IDLE.plusSeconds(2)) < 0) {
        busy.refused("no:such", json(), "INVALID_PAYLOAD");
        Thread.sleep(100);
      }
      for (TestClient ended : new TestClient[] {idle, told}) {
        assertThat(ended.next("error").getString("code")).isEqualTo("IDLE_TIMEOUT");
        assertThat(ended.next(Socket.EVENT_DISCONNECT).getString("reason"))
            .isEqualTo("io server disconnect");
      }
      busy.sawNoMore(Socket.EVENT_DISCONNECT);
    }
  }

  @Test
  void an_idle_connection_lasts_as_long_as_it_may() throws Exception {
    try (RunningService service = new RunningService("MAX_IDLE_TIME=1500")) {
      Instant before = Instant.now();
      TestClient idle = service.connect("ada");
      idle.next(Socket.EVENT_DISCONNECT);
      assertThat(Duration.between(before, Instant.now()).toMillis()).isBetween(1_500L, 6_000L);
    }
  }
}
