package com.sup.messenger.application.instance;

import com.sup.messenger.application.port.Scheduler;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/// Runs tasks that nobody waits for. At most [#MAX_TASKS] run at a time. Above that, the caller
/// runs its task itself, and so waits.
public final class Background implements Executor {

  static final int MAX_TASKS = 1_000;

  private final Semaphore free = new Semaphore(MAX_TASKS);
  private final Scheduler scheduler;

  public Background(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void execute(Runnable task) {
    if (free.tryAcquire()) {
      scheduler.now(() -> runAndFree(task));
    } else {
      task.run();
    }
  }

  private void runAndFree(Runnable task) {
    try {
      task.run();
    } finally {
      free.release();
    }
  }
}
