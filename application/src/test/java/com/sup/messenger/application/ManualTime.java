package com.sup.messenger.application;

import com.sup.messenger.application.port.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A clock that stands still until it is moved. Alarms run on the mover's thread, in their order.
/// A task for now runs on the caller's thread.
final class ManualTime implements InstantSource, Scheduler {

  private record Pending(Instant due, Runnable task) {}

  private final List<Pending> pending = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized Alarm after(Duration delay, Runnable task) {
    Pending added = new Pending(now.plus(delay), task);
    pending.add(added);
    return () -> remove(added);
  }

  @Override
  public void now(Runnable task) {
    task.run();
  }

  private synchronized void remove(Pending added) {
    pending.remove(added);
  }

  synchronized int pendingAlarms() {
    return pending.size();
  }

  void advance(Duration duration) {
    Instant end = instant().plus(duration);
    for (Optional<Pending> next = take(end); next.isPresent(); next = take(end)) {
      next.get().task().run();
    }
    moveTo(end);
  }

  private synchronized void moveTo(Instant instant) {
    now = instant;
  }

  private synchronized Optional<Pending> take(Instant end) {
    Optional<Pending> next =
        pending.stream().filter(p -> !p.due().isAfter(end)).min(Comparator.comparing(Pending::due));
    next.ifPresent(p -> now = p.due());
    next.ifPresent(pending::remove);
    return next;
  }
}
