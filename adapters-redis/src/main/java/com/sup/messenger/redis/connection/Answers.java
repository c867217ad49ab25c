package com.sup.messenger.redis.connection;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisException;

/// Waits for the answers of Redis, within the [Deadline] of the work.
final class Answers {

  /// The most calls at a time. Others wait, at most until their deadline.
  private static final int MAX_ASKED = 1_024;

  private final Semaphore asked = new Semaphore(MAX_ASKED, true);
  private final Duration longest;

  /// @param longest the longest time of a call
  Answers(Duration longest) {
    this.longest = longest;
  }

  /// Makes a call and waits for its result.
  ///
  /// @throws UnavailableException if Redis does not answer in time
  /// @throws IllegalStateException if Redis answers with an error
  <T extends @Nullable Object> T await(Supplier<? extends CompletionStage<T>> call) {
    long end = System.nanoTime() + Deadline.left(longest).toNanos();
    acquire(end);
    try {
      return await(call.get().toCompletableFuture(), end);
    } catch (RedisException e) {
      throw failure(e);
    } finally {
      asked.release();
    }
  }

  private static <T extends @Nullable Object> T await(Future<T> result, long end) {
    try {
      return result.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (TimeoutException e) {
      result.cancel(false);
      throw new UnavailableException("Redis does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("Interrupted");
    }
  }

  private void acquire(long end) {
    try {
      long left = end - System.nanoTime();
      if (left <= 0 || !asked.tryAcquire(left, TimeUnit.NANOSECONDS)) {
        throw new UnavailableException("The call has no time left");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("Interrupted");
    }
  }

  // The texts of Redisson's exceptions quote arguments and so contents. They must not reach a log.
  private static RuntimeException failure(@Nullable Throwable cause) {
    String text = cause == null || cause.getMessage() == null ? "" : cause.getMessage();
    if (text.startsWith("ERR") || text.startsWith("WRONGTYPE") || text.startsWith("CROSSSLOT")) {
      return new IllegalStateException("Redis: " + text.split("\\. channel: ", 2)[0]);
    }
    String kind = cause == null ? "?" : cause.getClass().getSimpleName();
    return new UnavailableException("Redis is unavailable: " + kind);
  }
}
