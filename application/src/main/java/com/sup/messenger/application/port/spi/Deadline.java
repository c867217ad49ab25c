package com.sup.messenger.application.port.spi;

import com.sup.messenger.application.port.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The time by which the work of the current thread must be done.
///
/// The work for one event of a client calls several ports one after the other. Its answer is due
/// within 2 s (contract, "Conventions": `UNAVAILABLE`), so the calls share one deadline. An adapter
/// waits for no longer than [#left]. Work without a deadline is bounded by each call alone.
public record Deadline(InstantSource clock, Instant end) {

  private static final ScopedValue<Deadline> PRESENT = ScopedValue.newInstance();

  /// Does work within a time, or within what is left of an earlier deadline if that is less.
  ///
  /// @throws UnavailableException if a call of a port finds no time left
  public static <T extends @Nullable Object> T within(
      Duration time, InstantSource clock, Supplier<T> work) {
    return by(new Deadline(clock, clock.instant().plus(left(time))), work);
  }

  /// Does work so that a time is left afterwards. Without a deadline, it has none.
  ///
  /// @throws UnavailableException if a call of a port finds no time left
  public static <T extends @Nullable Object> T leaving(Duration rest, Supplier<T> work) {
    if (!PRESENT.isBound()) {
      return work.get();
    }
    Deadline whole = PRESENT.get();
    return by(new Deadline(whole.clock, whole.end.minus(rest)), work);
  }

  private static <T extends @Nullable Object> T by(Deadline deadline, Supplier<T> work) {
    return ScopedValue.where(PRESENT, deadline).call(work::get);
  }

  /// Returns a task that has the deadline of this thread, on any thread.
  public static <T> Callable<T> carriedBy(Callable<T> task) {
    if (!PRESENT.isBound()) {
      return task;
    }
    Deadline carried = PRESENT.get();
    return () -> ScopedValue.where(PRESENT, carried).call(task::call);
  }

  /// Returns the time that is left, and never more than `most`. It is zero when the deadline is
  /// over.
  public static Duration left(Duration most) {
    return PRESENT.isBound() ? PRESENT.get().leftOf(most) : most;
  }

  private Duration leftOf(Duration most) {
    Duration left = Duration.between(clock.instant(), end);
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(most) < 0 ? left : most;
  }
}
