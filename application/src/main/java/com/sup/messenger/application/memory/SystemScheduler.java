package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.Scheduler;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Alarms by one clock thread. Their number is not bounded here.
public final class SystemScheduler implements Scheduler, AutoCloseable {

  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().name("alarms").daemon().factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  public SystemScheduler() {
    clock.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Alarm after(Duration delay, Runnable task) {
    ScheduledFuture<?> pending =
        clock.schedule(
            () -> Thread.startVirtualThread(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> pending.cancel(false);
  }

  /// Drops the pending alarms, and each alarm that is set later.
  @Override
  public void close() {
    clock.shutdownNow();
  }
}
