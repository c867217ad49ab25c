package com.sup.messenger.redis.pubsub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.redis.RedisProcess;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Prints the cost of a seal. Runs by its name only. `docs/decisions/0023-cluster-secret.md` has
/// the command and the numbers.
class SealCost {

  private static final int CALLS = 100_000;
  private static final int ROUNDS = 7;
  private static final String CHANNEL = "{c:" + "x".repeat(24) + "}:all";

  private final Seal seal = Seal.of(List.of("s".repeat(32)), InstantSource.system());

  private volatile Object sink = "";

  private interface Call {
    Object run();
  }

  // The time of the processor, without other processes.
  private void measure(String what, int calls, Call call) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[] nanos =
        LongStream.range(0, ROUNDS)
            .map(
                _ -> {
                  long start = threads.getCurrentThreadCpuTime();
                  for (int i = 0; i < calls; i++) {
                    sink = call.run();
                  }
                  return (threads.getCurrentThreadCpuTime() - start) / calls;
                })
            .sorted()
            .toArray();
    assertThat(sink).isNotNull();
    System.out.printf("%s: %d ns%n", what, nanos[ROUNDS / 2]);
  }

  @Test
  void nanoseconds_of_a_message() {
    measure("nothing", CALLS, () -> CHANNEL);
    for (int length : new int[] {300, 4_096, 65_536}) {
      int calls = CALLS / (1 + length / 1_000);
      byte[] message = "x".repeat(length).getBytes(UTF_8);
      byte[] sealed = seal.message(CHANNEL, message);
      String entry = new String(message, UTF_8);
      measure("seal " + length + " bytes", calls, () -> seal.message(CHANNEL, message));
      measure("open " + length + " bytes", calls, () -> seal.open(CHANNEL, sealed));
      measure("key of an append of " + length, calls, () -> seal.announcementKey(CHANNEL, entry));
    }
  }

  @Test
  void nanoseconds_of_the_script() {
    try (RedisProcess redis = RedisProcess.open()) {
      String loop =
          "for i = 1, %d do %s end".formatted(CALLS, "redis.sha1hex(i .. ':' .. ARGV[1])");
      double before = cpuSeconds(redis);
      redis.command("EVAL", loop, "0", seal.announcementKey(CHANNEL, "{}"));
      double nanos = (cpuSeconds(redis) - before) * 1e9 / CALLS;
      System.out.printf("SHA-1 in the script: %.0f ns%n", nanos);
    }
  }

  private static double cpuSeconds(RedisProcess redis) {
    return ((String) redis.command("INFO", "cpu"))
        .lines()
        .filter(line -> line.startsWith("used_cpu_user:"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(':') + 1)))
        .sum();
  }
}
