package com.sup.messenger.websocket.engineio;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/// A connection whose work is run by something.
record GuardedConnection(ServerConnection connection, Runner runner)
    implements ServerConnection, InterruptableTask<Void> {

  /// The work of a connection.
  interface Work {
    /// Returns nothing.
    Void run() throws InterruptedException;
  }

  /// Runs it.
  interface Runner {
    void run(Work work) throws InterruptedException;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    runner.run(
        () -> {
          connection.handle(limit);
          return null;
        });
  }

  @Override
  public Duration idleTime() {
    return connection.idleTime();
  }

  @Override
  public void close(boolean interrupt) {
    connection.close(interrupt);
  }

  @Override
  public boolean canInterrupt() {
    return connection instanceof InterruptableTask<?> task && task.canInterrupt();
  }
}
