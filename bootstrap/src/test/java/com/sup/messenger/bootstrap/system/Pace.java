package com.sup.messenger.bootstrap.system;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Limits the rate of a hostile client. It shares the processors with the service and must not win
/// by using them up.
///
/// @param perSecond the greatest number of attempts in a second
record Pace(int perSecond) {

  private static final int AT_ONCE = 8;

  /// One attempt.
  interface Attempt {
    void run(int index) throws Exception;
  }

  /// Makes a number of attempts, a few at a time. Fails if one of them fails.
  void run(int count, Attempt attempt) throws Exception {
    AtomicInteger next = new AtomicInteger();
    long begun = System.nanoTime();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        workers.add(
            threads.submit(
                () -> {
                  for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                    awaitTurn(begun, n);
                    run(attempt, n);
                  }
                  return null;
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    }
  }

  private static void run(Attempt attempt, int index) {
    try {
      attempt.run(index);
    } catch (Exception e) {
      throw new AssertionError("attempt " + index, e);
    }
  }

  private void awaitTurn(long begun, int index) {
    long turn = begun + TimeUnit.SECONDS.toNanos(1) / perSecond * index;
    for (long left = turn - System.nanoTime(); left > 0; left = turn - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
