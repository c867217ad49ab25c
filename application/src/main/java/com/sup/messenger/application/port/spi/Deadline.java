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
    return after(time, clock).call(work);
  }

  /// Returns the deadline that ends after a time, or with an earlier deadline of this thread.
  public static Deadline after(Duration time, InstantSource clock) {
    return new Deadline(clock, clock.instant().plus(left(time)));
  }

  /// Does work so that a time is left afterwards. Without a deadline, it has none.
  ///
  /// @throws UnavailableException if a call of a port finds no time left
  public static <T extends @Nullable Object> T leaving(Duration rest, Supplier<T> work) {
    if (!PRESENT.isBound()) {
      return work.get();
    }
    Deadline whole = PRESENT.get();
    return new Deadline(whole.clock, whole.end.minus(rest)).call(work);
  }

  /// Does work by this deadline.
  ///
  /// @throws UnavailableException if a call of a port finds no time left
  public <T extends @Nullable Object> T call(Supplier<T> work) {
    return ScopedValue.where(PRESENT, this).call(work::get);
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
    if (!PRESENT.isBound()) {
      return most;
    }
    Duration left = PRESENT.get().remaining();
    return left.compareTo(most) < 0 ? left : most;
  }

  /// Returns the time that is left until this deadline. It is zero when the deadline is over.
  public Duration remaining() {
    Duration left = Duration.between(clock.instant(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
