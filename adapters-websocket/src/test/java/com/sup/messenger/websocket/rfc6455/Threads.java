package com.sup.messenger.websocket.rfc6455;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.management.ObjectName;
import org.awaitility.core.ConditionFactory;

/// What the threads of this process, virtual ones too, are doing.
final class Threads {

  static final String READING = "WebSocketConnection.handle";
  static final String WRITING = "FrameWriter.drain";

  private Threads() {}

  /// A condition, looked at often.
  static ConditionFactory eventually() {
    return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
  }

  static void awaitNone(String method) {
    eventually().untilAsserted(() -> assertThat(count(method)).isZero());
  }

  static void awaitOne(String method) {
    eventually().untilAsserted(() -> assertThat(count(method)).isOne());
  }

  private static long count(String method) throws Exception {
    Path directory = Files.createTempDirectory("threads");
    Path dump = directory.resolve("dump");
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
              "dumpThreads",
              new Object[] {dump.toString(), "TEXT_PLAIN"},
              new String[] {String.class.getName(), String.class.getName()});
      return Files.readString(dump).lines().filter(line -> line.contains(method + "(")).count();
    } finally {
      Files.deleteIfExists(dump);
      Files.delete(directory);
    }
  }
}
