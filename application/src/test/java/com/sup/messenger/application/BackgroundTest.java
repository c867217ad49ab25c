package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.instance.Background;
import com.sup.messenger.application.port.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackgroundTest {

  private static final int MOST = 1_000;

  private final ArrayDeque<Runnable> begun = new ArrayDeque<>();
  private final Background background = new Background(scheduler());
  private final AtomicInteger done = new AtomicInteger();

  private Scheduler scheduler() {
    return new Scheduler() {
      @Override
      public Alarm after(Duration delay, Runnable task) {
        begun.add(task);
        return () -> {};
      }
    };
  }

  @Test
  void the_caller_runs_a_task_itself_if_too_many_run() {
    for (int i = 0; i < MOST; i++) {
      background.execute(done::incrementAndGet);
    }
    assertThat(done).hasValue(0);
    background.execute(done::incrementAndGet);
    assertThat(done).hasValue(1);
    begun.remove().run();
    background.execute(done::incrementAndGet);
    assertThat(begun).hasSize(MOST);
    begun.forEach(Runnable::run);
    assertThat(done).hasValue(MOST + 2);
  }
}
