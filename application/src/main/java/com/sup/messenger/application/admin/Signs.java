package com.sup.messenger.application.admin;

import com.sup.messenger.application.instance.Figures;
import com.sup.messenger.application.instance.Readiness;
import com.sup.messenger.application.port.Instances.Instance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// The signs of health that an instance reports with its figures.
public final class Signs {

  private static final String READY = "ready";
  private static final String DRAINING = "draining";
  private static final String CANARIES = "canaries";
  private static final String CLOCK = "clock.millis";

  /// The time in which an instance hears its first canary.
  private static final Duration START = Duration.ofSeconds(10);

  /// The longest time between a report and its reading: a beat and a slow store.
  private static final Duration AGE = Duration.ofSeconds(5);

  private Signs() {}

  /// The state of an instance by its own account.
  public enum State {
    READY,
    STARTING,
    DRAINING,
    /// It does not hear its own events.
    DEAF,
    /// It reports no signs: its version is older.
    UNKNOWN
  }

  /// Adds the signs to what an instance reports.
  public static void report(Figures figures, Readiness readiness, InstantSource clock) {
    figures.report(READY, () -> readiness.isReady() ? 1 : 0);
    figures.report(DRAINING, () -> readiness.isDraining() ? 1 : 0);
    figures.report(CANARIES, () -> readiness.canaryAge().isPresent() ? 1 : 0);
    figures.report(CLOCK, () -> clock.instant().toEpochMilli());
  }

  /// Returns the state that an instance has reported.
  ///
  /// @param now the clock of the reader
  public static State state(Instance instance, Instant now) {
    Map<String, Long> figures = instance.figures();
    if (!figures.containsKey(READY)) {
      return State.UNKNOWN;
    }
    if (is(figures, DRAINING)) {
      return State.DRAINING;
    }
    if (is(figures, READY)) {
      return State.READY;
    }
    boolean young = now.isBefore(instance.startedAt().plus(START));
    return young && !is(figures, CANARIES) ? State.STARTING : State.DEAF;
  }

  private static boolean is(Map<String, Long> figures, String name) {
    return figures.getOrDefault(name, 0L) > 0;
  }

  /// Returns the least time by which the clock of an instance is ahead of the reader's; negative if
  /// it is behind. A report is up to 5 s old, so a clock that is less behind is not seen.
  public static Duration clockAhead(Instance instance, Instant now) {
    Long millis = instance.figures().get(CLOCK);
    if (millis == null) {
      return Duration.ZERO;
    }
    Duration ahead = Duration.between(now, Instant.ofEpochMilli(millis));
    if (!ahead.isNegative()) {
      return ahead;
    }
    Duration behind = ahead.plus(AGE);
    return behind.isNegative() ? behind : Duration.ZERO;
  }
}
