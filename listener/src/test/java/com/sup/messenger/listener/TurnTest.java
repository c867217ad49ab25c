package com.sup.messenger.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnTest {

  private static final Duration TIME = Duration.ofMillis(300);

  private interface Work {
    void on(Turn turn) throws Exception;
  }

  /// The part of a processor that this thread takes when it works on and on.
  private static double share(Work work) throws Exception {
    Turn turn = new Turn();
    long begun = System.nanoTime();
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    while (System.nanoTime() - begun < TIME.toNanos()) {
      work.on(turn);
    }
    cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
    return (double) cpu / (System.nanoTime() - begun);
  }

  @Test
  void who_never_waits_has_a_sixth_of_a_processor() throws Exception {
    assertThat(share(Turn::goOn)).isLessThan(0.3);
    assertThat(share(turn -> turn.tookInput(System.nanoTime()))).isLessThan(0.3);
  }

  @Test
  void who_has_waited_goes_on_at_once() throws Exception {
    Turn turn = new Turn();
    long waited = 0;
    for (int i = 0; i < 100; i++) {
      long before = System.nanoTime();
      Thread.sleep(1);
      long now = System.nanoTime();
      turn.tookInput(before);
      turn.goOn();
      waited += System.nanoTime() - now;
    }
    assertThat(Duration.ofNanos(waited)).isLessThan(Duration.ofMillis(50));
  }
}
