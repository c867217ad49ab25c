package com.sup.messenger.postgres.connection;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Deadline;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Lets as many calls in as there are connections, in the order in which they come.
///
/// Calls wait here, as the pool knows no deadline. So one that asks the pool finds a connection,
/// unless PostgreSQL is away.
final class WaitingCalls {

  /// The most calls that wait. Further ones are unavailable at once.
  private static final int MAX_WAITING = 1_000;

  private final Semaphore connections;

  /// @param connections the number of calls that are let in
  WaitingCalls(int connections) {
    this.connections = new Semaphore(connections, true);
  }

  /// Makes a call when it is its turn.
  ///
  /// @throws UnavailableException if that is not within the deadline, or too many calls wait
  <T> T inTurn(Supplier<T> call) {
    if (connections.getQueueLength() >= MAX_WAITING || !await()) {
      throw new UnavailableException("Too many calls wait for PostgreSQL");
    }
    try {
      return call.get();
    } finally {
      connections.release();
    }
  }

  private boolean await() {
    try {
      return connections.tryAcquire(
          Deadline.left(Database.LONGEST).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
