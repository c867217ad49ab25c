package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.Alarms;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Alarms by one clock thread. Their number is not bounded here.
public final class SystemAlarms implements Alarms, AutoCloseable {

  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("alarms").daemon().factory());

  public SystemAlarms() {
    clock.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Alarm after(Duration delay, Runnable task) {
    ScheduledFuture<?> pending =
        clock.schedule(
            () -> Thread.startVirtualThread(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> pending.cancel(false);
  }

  /// Drops the pending alarms.
  @Override
  public void close() {
    clock.shutdownNow();
  }
}
