package com.sup.messenger.application.message;

import com.sup.messenger.application.port.UnavailableException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A part of an event's work that runs beside the rest, on a thread of its own. It hides one wait
/// for a store behind others. The caller joins it before it answers, so that no work is unbounded.
final class Beside {

  private final FutureTask<Void> task;

  private Beside(Runnable work) {
    task = new FutureTask<>(work, null);
  }

  /// Begins the work.
  static Beside run(Runnable work) {
    Beside beside = new Beside(work);
    Thread.startVirtualThread(beside.task);
    return beside;
  }

  /// Waits for the work, and fails as it does.
  ///
  /// @throws UnavailableException also if this thread is interrupted
  void join() {
    try {
      task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case UnavailableException unavailable -> throw unavailable;
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
