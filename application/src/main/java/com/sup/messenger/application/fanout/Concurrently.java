package com.sup.messenger.application.fanout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Calls stores at the same time, so that many calls take about the time of one.
final class Concurrently {

  private Concurrently() {}

  /// Runs tasks, each on a virtual thread, and waits for all of them.
  ///
  /// @return their results, in the order of the tasks
  /// @throws RuntimeException the first failure, after all have ended
  static <T> List<T> call(Collection<? extends Callable<T>> tasks) {
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
