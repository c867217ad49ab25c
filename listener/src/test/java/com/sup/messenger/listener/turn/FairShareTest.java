package com.sup.messenger.listener.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairShareTest {

  private static final Duration TIME = Duration.ofMillis(300);
  private static final int MANY = 200;

  private interface Work {
    void on(FairShare turn) throws Exception;
  }

  /// Returns the part of a processor that this thread gets if it never stops working.
  private static double share(Work work) throws Exception {
    FairShare turn = new FairShare();
    long begun = System.nanoTime();
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    while (System.nanoTime() - begun < TIME.toNanos()) {
      work.on(turn);
    }
    cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
    return (double) cpu / (System.nanoTime() - begun);
  }

  @Test
  void a_client_that_sends_on_and_on_leaves_much_of_a_processor() throws Exception {
    assertThat(share(turn -> turn.goOn(16_384))).isLessThan(0.6);
  }

  @Test
  void a_client_that_sends_little_goes_on_at_once() throws Exception {
    FairShare turn = new FairShare();
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Thread.sleep(1);
      turn.begin();
      long now = System.nanoTime();
      turn.goOn();
      waits.add(System.nanoTime() - now);
    }
    // The median, as a busy machine may stop the thread at any time.
    long median = waits.stream().sorted().skip(50).findFirst().orElseThrow();
    assertThat(Duration.ofNanos(median)).isLessThan(Duration.ofNanos(500_000));
  }

  @Test
  void clients_that_asked_for_less_come_first() throws Exception {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < MANY; i++) {
        // Each number once, in no order.
        int pieces = i * 37 % MANY;
        threads.execute(
            () -> {
              FairShare turn = new FairShare();
              IntStream.range(0, pieces).forEach(_ -> turn.goOn());
              turn.end();
              order.add(pieces);
            });
      }
    }
    assertThat(order).hasSize(MANY);
    assertThat(average(order.subList(0, MANY / 2)))
        .isLessThan(0.7 * average(order.subList(MANY / 2, MANY)));
  }

  private static double average(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).average().orElseThrow();
  }
}
