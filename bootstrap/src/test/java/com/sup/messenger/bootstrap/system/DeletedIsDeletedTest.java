package com.sup.messenger.bootstrap.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests that no content of a deleted or expired message stays, in Redis or in memory.
class DeletedIsDeletedTest extends Feature {

  private static final Duration A_WHILE = Duration.ofMinutes(1);

  @TempDir Path folder;

  DeletedIsDeletedTest() {
    super("deleted");
  }

  @Test
  void the_memory_of_an_instance_has_no_such_content() throws Exception {
    String name = Long.toString(System.nanoTime(), Character.MAX_RADIX);
    try (FeatureService service = FeatureService.onMemory(LIMITS)) {
      play(service, "", name);
      // A connection remembers for a while what it has sent.
      await()
          .atMost(A_WHILE)
          .untilAsserted(() -> assertThat(heapContains(name, "-of-the-gone")).isFalse());
      assertThat(heapContains(name, "-of-the-kept")).isTrue();
    }
  }

  /// Returns true if the heap has a text. The parts of the text are joined after the dump, so that
  /// it does not have the sought text.
  private boolean heapContains(String first, String rest) throws IOException {
    Path heap = folder.resolve(System.nanoTime() + ".hprof");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(heap.toString(), true);
    try {
      return contains(heap, first + rest);
    } finally {
      Files.delete(heap);
    }
  }

  private static boolean contains(Path file, String text) throws IOException {
    byte[] sought = text.getBytes(US_ASCII);
    int matched = 0;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (int i = 0; i < read && matched < sought.length; i++) {
          matched = buffer[i] == sought[matched] ? matched + 1 : buffer[i] == sought[0] ? 1 : 0;
        }
        if (matched == sought.length) {
          return true;
        }
      }
    }
    return false;
  }
}
