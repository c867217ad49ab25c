package com.sup.messenger.redis.connection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// The circuit breaker of one node, which knows if the node is away.
///
/// Events of one connection wait for each other. If each waited for Redis, the tenth would wait ten
/// times as long. So after one call without an answer, all calls fail at once, unless a later call
/// was answered. This ends when the node answers a question.
///
/// A breaker of a library lets some calls through to try, and these would wait.
final class Outage {

  private static final Duration PAUSE = Duration.ofMillis(250);

  private final AtomicBoolean known = new AtomicBoolean();
  private volatile long answered = System.nanoTime();

  /// Returns true if a call would wait in vain.
  boolean isKnown() {
    return known.get();
  }

  /// Notes that a call has been answered.
  void answered() {
    answered = System.nanoTime();
  }

  /// Notes that a call has not been answered. If the node is now known to be away, asks it again
  /// and again.
  ///
  /// @param begun the [System#nanoTime()] at which the call began
  /// @param question asks the node, and waits; true if there is nothing more to ask
  void unanswered(long begun, BooleanSupplier question) {
    if (answered - begun < 0 && known.compareAndSet(false, true)) {
      Thread.ofVirtual().name("redis-outage").start(() -> askUntilAnswered(question));
    }
  }

  private void askUntilAnswered(BooleanSupplier question) {
    try {
      while (!question.getAsBoolean()) {
        Thread.sleep(PAUSE);
      }
      answered();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      known.set(false);
    }
  }
}
