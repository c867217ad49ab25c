package com.sup.messenger.redis.connection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// A circuit breaker, which knows if Redis is away.
///
/// Events of one connection wait for each other. If each waited for Redis, the tenth would wait ten
/// times as long. So after one call without an answer, all calls fail at once, unless a later call
/// was answered. This ends when Redis answers a question of this object.
///
/// A breaker of a library lets some calls through to try, and these would wait. In a cluster, the
/// outage of one node stays unknown, because the others answer.
final class Outage {

  private static final Duration PAUSE = Duration.ofMillis(250);

  private final BooleanSupplier question;
  private final AtomicBoolean known = new AtomicBoolean();
  private volatile long answered = System.nanoTime();
  private volatile boolean closed;

  /// @param question asks Redis, and waits; true if Redis has answered
  Outage(BooleanSupplier question) {
    this.question = question;
  }

  /// Returns true if a call would wait in vain.
  boolean isKnown() {
    return known.get();
  }

  /// Notes that a call has been answered.
  void answered() {
    answered = System.nanoTime();
  }

  /// Notes that a call has not been answered.
  ///
  /// @param begun the [System#nanoTime()] at which it began
  void unanswered(long begun) {
    if (answered - begun < 0 && !closed && known.compareAndSet(false, true)) {
      Thread.ofVirtual().name("redis-outage").start(this::askUntilAnswered);
    }
  }

  private void askUntilAnswered() {
    try {
      while (!closed && !question.getAsBoolean()) {
        Thread.sleep(PAUSE);
      }
      answered();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      known.set(false);
    }
  }

  /// Ends the questions.
  void close() {
    closed = true;
  }
}
