package com.sup.messenger.application.instance;

import com.sup.messenger.application.port.Scheduler;
import com.sup.messenger.application.port.UnavailableException;
import java.time.Duration;

/// Runs the regular tasks of an instance.
public final class Upkeep {

  private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

  private final Scheduler scheduler;
  private volatile boolean stopped;

  public Upkeep(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /// Runs a task now, and then once in every period, one run at a time. A task that fails runs
  /// again in the next period.
  public void every(Duration period, Runnable task) {
    run(task);
    scheduler.after(
        period,
        () -> {
          if (!stopped) {
            every(period, task);
          }
        });
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (UnavailableException e) {
      LOG.log(System.Logger.Level.DEBUG, "A regular task waits: {0}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A regular task failed: {0}", e.getClass().getName());
    }
  }

  /// Stops all tasks.
  public void stop() {
    stopped = true;
  }
}
