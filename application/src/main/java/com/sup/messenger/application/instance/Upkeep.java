package com.sup.messenger.application.instance;

import com.sup.messenger.application.port.Alarms;
import com.sup.messenger.application.port.UnavailableException;
import java.time.Duration;

/// What an instance does again and again while it runs, whatever its clients do.
public final class Upkeep {

  private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

  private final Alarms alarms;
  private volatile boolean stopped;

  public Upkeep(Alarms alarms) {
    this.alarms = alarms;
  }

  /// Runs a task now and then at every period, one run at a time; what fails is tried again at the
  /// next.
  public void every(Duration period, Runnable task) {
    run(task);
    alarms.after(
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
      LOG.log(System.Logger.Level.DEBUG, "Upkeep waits: {0}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "Upkeep failed: {0}", e.getClass().getName());
    }
  }

  /// Runs nothing any more.
  public void stop() {
    stopped = true;
  }
}
