package com.sup.messenger.postgres.connection;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Knows if PostgreSQL is away. It asks a question each second, and more often while it is away.
///
/// So during an outage only the first calls wait in vain, and its end is noticed without a call.
final class Pulse {

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration INTERVAL_AWAY = Duration.ofMillis(200);

  private final BooleanSupplier question;
  private final Thread thread = Thread.ofVirtual().name("postgres-pulse").unstarted(this::ask);
  private volatile boolean away;
  private volatile boolean closed;

  /// @param question returns true if PostgreSQL answers
  Pulse(BooleanSupplier question) {
    this.question = question;
  }

  void start() {
    thread.start();
  }

  boolean isAway() {
    return away;
  }

  /// Notes that PostgreSQL has not answered a call. If that was due to the call alone, the next
  /// question finds it out.
  void missed() {
    away = true;
    LockSupport.unpark(thread);
  }

  private void ask() {
    while (!closed) {
      if (question.getAsBoolean()) {
        away = false;
      }
      LockSupport.parkNanos((away ? INTERVAL_AWAY : INTERVAL).toNanos());
    }
  }

  void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
