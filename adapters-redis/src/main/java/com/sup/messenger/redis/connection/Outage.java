package com.sup.messenger.redis.connection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// Whether Redis is known to be away: a circuit breaker.
///
/// Events of one connection wait for each other. If each waited for Redis, the tenth would be
/// answered after ten times as long. So calls fail at once from the first that found no answer, if
/// none that began later was answered, until Redis answers a question of this object.
///
/// A library's breaker was no choice: it lets calls through to see whether they succeed, and these
/// wait. In a cluster, one node that is away is not known, as the others answer.
final class Outage {

  private static final Duration PAUSE = Duration.ofMillis(250);

  private final BooleanSupplier question;
  private final AtomicBoolean known = new AtomicBoolean();
  private volatile long answered = System.nanoTime();
  private volatile boolean closed;

  /// @param question asks Redis, and waits; whether it has answered
  Outage(BooleanSupplier question) {
    this.question = question;
  }

  /// Whether a call would wait in vain.
  boolean isKnown() {
    return known.get();
  }

  /// A call has been answered.
  void answered() {
    answered = System.nanoTime();
  }

  /// A call has not been answered.
  ///
  /// @param begun the [System#nanoTime()] when it began
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

  /// Asks no more.
  void close() {
    closed = true;
  }
}
