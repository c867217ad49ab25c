package com.sup.messenger.contracts.endurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.port.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Calls of a port, of every method and on every path, to be made again and again.
public final class Endurance {

  /// More calls than the connections of a pool: 10 are usual.
  private static final int MORE_THAN_A_POOL = 12;

  /// The promised 2 s, and half of it more for a machine that does many things.
  private static final Duration IN_TIME = Duration.ofSeconds(3);

  private final Map<String, Runnable> calls = new LinkedHashMap<>();

  /// Adds a call.
  ///
  /// @param name its method and path, for the message of a failure
  public Endurance with(String name, Runnable call) {
    calls.put(name, call);
    return this;
  }

  /// Makes each call more often than a pool has connections. A call that keeps one blocks a later
  /// call, or makes it unavailable.
  public void assertNothingLeaks() {
    calls.forEach(
        (name, call) -> {
          for (int i = 0; i < MORE_THAN_A_POOL; i++) {
            assertThat(thrown(call)).as(name).isNull();
          }
        });
  }

  private static @Nullable Throwable thrown(Runnable call) {
    try {
      call.run();
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  /// Checks that each call is unavailable in time while the store is away, and works again after.
  /// Checks nothing if the store cannot be away.
  public void assertUnavailable(Optional<AutoCloseable> outage) throws Exception {
    if (outage.isEmpty()) {
      return;
    }
    try (AutoCloseable _ = outage.orElseThrow()) {
      assertUnavailable();
    }
    // Not at the first try: a call may still wait for an answer that the outage has swallowed.
    await().pollDelay(Duration.ZERO).untilAsserted(this::assertNothingLeaks);
  }

  private void assertUnavailable() throws Exception {
    Map<String, List<Future<@Nullable Throwable>>> results = new LinkedHashMap<>();
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    try {
      calls.forEach(
          (name, call) -> {
            List<Future<@Nullable Throwable>> ofCall = new ArrayList<>();
            for (int i = 0; i < MORE_THAN_A_POOL; i++) {
              ofCall.add(executor.submit(() -> thrown(call)));
            }
            results.put(name, ofCall);
          });
      long end = System.nanoTime() + IN_TIME.toNanos();
      for (var result : results.entrySet()) {
        for (Future<@Nullable Throwable> call : result.getValue()) {
          assertThat(inTime(call, end - System.nanoTime()))
              .as(result.getKey())
              .isInstanceOf(UnavailableException.class);
        }
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static @Nullable Throwable inTime(Future<@Nullable Throwable> call, long nanos)
      throws Exception {
    try {
      return call.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return e;
    }
  }
}
