package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class IdleConnectionsTest {

  private static final int CONNECTIONS = 15_000;

  // No heartbeat shall help: the server must see the ends of TCP itself.
  @AutoClose
  private final ServerProcess server =
      ServerProcess.start(Map.of("SOCKETIO_PING_INTERVAL", "600000"));

  @Test
  void fifteen_thousand_idle_connections_that_are_cut_leave_nothing_behind() throws Exception {
    connectAndCut("first", 300);
    HeapHistogram before = server.heap();

    connectAndCut("idle", CONNECTIONS);
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> server.heap().assertNothingOutlived(before));
  }

  private void connectAndCut(String name, int count) throws Exception {
    long t0 = System.nanoTime();
    try (Crowd crowd = Crowd.connect(server.port(), name, count, 0)) {
      System.out.println("connected " + count + " in " + (System.nanoTime() - t0) / 1_000_000);
      HeapHistogram heap = server.heap();
      System.out.println("bytes " + heap.bytes() + " threads " + heap.threads());
      assertThat(server.http().activeConnections()).isEqualTo(count);
      assertThat(heap.sessions()).isEqualTo(count);
      assertThat(heap.threads()).isGreaterThanOrEqualTo(count);
      t0 = System.nanoTime();
      crowd.each(IdleConnectionsTest::cut);
      System.out.println("cut " + count + " in " + (System.nanoTime() - t0) / 1_000_000);
      await().atMost(Duration.ofSeconds(20)).until(() -> server.http().activeConnections() == 0);
      System.out.println("gone " + count + " in " + (System.nanoTime() - t0) / 1_000_000);
    }
  }

  private static void cut(RawSocketIoClient client, int index) throws java.io.IOException {
    switch (index % 3) {
      case 0 -> client.reset();
      case 1 -> client.fin();
      default -> {
        client.sendHalfFrame();
        client.fin();
      }
    }
  }
}
