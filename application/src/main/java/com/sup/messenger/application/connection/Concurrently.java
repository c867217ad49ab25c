package com.sup.messenger.application.connection;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Deadline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Calls stores at the same time, each on a virtual thread, so that many calls take about the time
/// of one. The caller waits for all of them, so that no work is unbounded. They have the
/// [Deadline] of the caller.
public final class Concurrently {

  private Concurrently() {}

  /// Runs tasks, and waits for all of them.
  ///
  /// @return their results, in the order of the tasks
  /// @throws RuntimeException the first failure, after all have ended
  public static <T> List<T> call(Collection<? extends Callable<T>> tasks) {
    List<Future<T>> begun = new ArrayList<>();
    for (Callable<T> task : tasks) {
      begun.add(begin(task));
    }
    RuntimeException failure = null;
    List<T> results = new ArrayList<>();
    for (Future<T> result : begun) {
      try {
        results.add(join(result));
      } catch (RuntimeException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }

  /// Begins a task beside the caller's own work. The caller has to [join][#join] it.
  public static Future<?> run(Runnable task) {
    return begin(
        () -> {
          task.run();
          return true;
        });
  }

  /// Begins a task beside the caller's own work. The caller has to [join][#join] it.
  public static <T> Future<T> begin(Callable<T> task) {
    FutureTask<T> begun = new FutureTask<>(Deadline.carriedBy(task));
    Thread.startVirtualThread(begun);
    return begun;
  }

  /// Does work on this thread beside tasks that were begun, and waits for all. So nothing of the
  /// tasks happens later, also if the work fails.
  ///
  /// @throws RuntimeException the failure of the work, else the first one of the tasks
  public static <T extends @Nullable Object> T with(
      List<? extends Future<?>> begun, Supplier<T> work) {
    T result;
    try {
      result = work.get();
    } catch (Throwable e) {
      begun.forEach(Concurrently::await);
      throw e;
    }
    begun.forEach(Concurrently::await);
    begun.forEach(Concurrently::join);
    return result;
  }

  private static void await(Future<?> begun) {
    try {
      join(begun);
    } catch (RuntimeException _) {
      // Others have to end first. The failure is told after that, or an earlier one is.
    }
  }

  /// Waits for a task, and fails as it does.
  ///
  /// @throws UnavailableException also if this thread is interrupted
  public static <T> T join(Future<T> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("Interrupted");
    }
  }
}
