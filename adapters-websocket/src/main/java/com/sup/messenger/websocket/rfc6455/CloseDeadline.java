package com.sup.messenger.websocket.rfc6455;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// The time at which the TCP of a closing connection is cut. Safe for use by many threads.
final class CloseDeadline {

  private final Runnable cut;
  private volatile @Nullable Future<?> deadline;

  /// Makes a deadline that is not set.
  ///
  /// @param cut cuts TCP without blocking
  CloseDeadline(Runnable cut) {
    this.cut = cut;
  }

  /// Sets the deadline, in place of the one before.
  synchronized void cutAfter(Duration time) {
    Future<?> before = deadline;
    deadline = ForkJoinPool.commonPool().schedule(cut, time.toNanos(), NANOSECONDS);
    if (before != null) {
      before.cancel(false);
    }
  }

  /// Cancels the deadline, because TCP has ended.
  void cancel() {
    Future<?> present = deadline;
    if (present != null) {
      present.cancel(false);
    }
  }
}
