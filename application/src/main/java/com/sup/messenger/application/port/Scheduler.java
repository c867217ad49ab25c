package com.sup.messenger.application.port;

import java.time.Duration;

/// Timers of this process. A task is lost if the process dies: use [DurableTimers] for a task that
/// must happen.
public interface Scheduler {

  /// Runs a task once, on a virtual thread of its own, after the delay and never before.
  ///
  /// @return a handle that cancels the task
  Alarm after(Duration delay, Runnable task);

  /// Runs a task once, on a virtual thread of its own, now.
  default void now(Runnable task) {
    after(Duration.ZERO, task);
  }

  /// A task that is to run.
  interface Alarm {

    /// Prevents the task if it has not begun. Does nothing later.
    void cancel();
  }
}
