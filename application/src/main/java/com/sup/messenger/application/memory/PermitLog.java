package com.sup.messenger.application.memory;

import com.sup.messenger.domain.limit.RateLimit;
import java.util.ArrayDeque;

/// The permits taken of one bucket, oldest first. Those of a hundredth of the window are one run
/// and come free together, so that there are about a hundred runs at most. Times are milliseconds.
final class PermitLog {

  private static final class Run {
    private final long first;
    private long last;
    private int permits = 1;

    Run(long at) {
      first = at;
      last = at;
    }
  }

  private static final int GRAINS = 100;

  private final ArrayDeque<Run> runs = new ArrayDeque<>();
  private final RateLimit limit;
  private final long window;
  private int taken;

  PermitLog(RateLimit limit) {
    this.limit = limit;
    this.window = limit.window().toMillis();
  }

  /// Takes a permit and returns 0, or returns how long it will be until there is one.
  long take(long now) {
    forgetBefore(now);
    if (taken >= limit.count()) {
      return runs.getFirst().last + window - now;
    }
    taken++;
    Run newest = runs.peekLast();
    if (newest != null && now - newest.first <= window / GRAINS) {
      newest.last = Math.max(newest.last, now);
      newest.permits++;
    } else {
      runs.addLast(new Run(now));
    }
    return 0;
  }

  private void forgetBefore(long now) {
    while (!runs.isEmpty() && isOver(runs.getFirst(), now)) {
      taken -= runs.removeFirst().permits;
    }
  }

  private boolean isOver(Run run, long now) {
    return run.permits == 0 || run.last + window <= now;
  }

  void giveBack(long takenAt) {
    runs.stream()
        .filter(run -> run.permits > 0 && run.first <= takenAt && takenAt <= run.last)
        .findFirst()
        .ifPresent(
            run -> {
              run.permits--;
              taken--;
            });
  }

  /// Whether nothing is taken any more.
  boolean isIdle(long now) {
    forgetBefore(now);
    return runs.isEmpty();
  }
}
