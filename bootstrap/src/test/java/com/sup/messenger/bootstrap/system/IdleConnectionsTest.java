package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("crowd")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@Tag("full")
class IdleConnectionsTest {

  private static final int CONNECTIONS = 15_000;

  /// The greatest resident memory, in bytes, for each connection. It includes code that the JVM
  /// compiles meanwhile.
  private static final int MOST_BYTES = 14 * 1024;

  // Without heartbeats, the server must notice the end of TCP itself.
  @AutoClose
  private final ServerProcess server =
      ServerProcess.start(Map.of("SOCKETIO_PING_INTERVAL", "600000"));

  @Test
  void fifteen_thousand_idle_connections_that_are_cut_leave_nothing_behind() throws Exception {
    assumeTrue(openFiles() > CONNECTIONS + 1_000, "too few files may be open in a process");
    connectAndCut("first", 300);
    HeapHistogram before = server.heap();

    connectAndCut("idle", CONNECTIONS);
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> server.heap().assertNothingOutlived(before));
  }

  private static long openFiles() {
    return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
        .getMaxFileDescriptorCount();
  }

  private void connectAndCut(String name, int count) throws Exception {
    server.heap();
    ServerProcess.Cost before = server.cost();
    try (Crowd crowd = Crowd.connect(server.port(), name, count, 0)) {
      Duration cpu = server.cost().cpu().minus(before.cpu());
      server.heap();
      HeapHistogram heap = server.heap();
      long each = (server.cost().residentBytes() - before.residentBytes()) / count;
      System.out.printf(
          "%d connections: %d bytes each, %d ms of CPU%n", count, each, cpu.toMillis());
      if (count == CONNECTIONS) {
        assertThat(each).isLessThan(MOST_BYTES);
      }
      assertThat(server.http().activeConnections()).isEqualTo(count);
      assertThat(heap.sessions()).isEqualTo(count);
      assertThat(heap.threads()).isLessThan(100);

      crowd.each(IdleConnectionsTest::cut);
      await().atMost(Duration.ofSeconds(30)).until(() -> server.http().activeConnections() == 0);
    }
  }

  private static void cut(RawSocketIoClient client, int index) throws IOException {
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
