package com.sup.messenger.application.memory;

import com.sup.messenger.domain.limit.RateLimit;
import java.util.ArrayDeque;

/// The permits taken from one bucket, oldest first. Those within a hundredth of the window are one
/// run, and become free together. So there are about a hundred runs at most. Times are in
/// milliseconds.
final class PermitLog {

  private static final class Run {
    private final long first;
    private long last;
    private long permits;

    Run(long at, int permits) {
      this.permits = permits;
      first = at;
      last = at;
    }
  }

  private static final int GRAINS = 100;

  private final ArrayDeque<Run> runs = new ArrayDeque<>();
  private final RateLimit limit;
  private final long window;
  private long taken;

  PermitLog(RateLimit limit) {
    this.limit = limit;
    this.window = limit.window().toMillis();
  }

  /// Takes permits.
  ///
  /// @return 0 if they were taken, else the time until one is free
  long take(int permits, long now) {
    forgetBefore(now);
    if (taken >= limit.count()) {
      return endOfShortage() - now;
    }
    taken += permits;
    Run newest = runs.peekLast();
    if (newest != null && now - newest.first <= window / GRAINS) {
      newest.last = Math.max(newest.last, now);
      newest.permits += permits;
    } else {
      runs.addLast(new Run(now, permits));
    }
    return 0;
  }

  private long endOfShortage() {
    long left = taken;
    for (Run run : runs) {
      left -= run.permits;
      if (left < limit.count()) {
        return run.last + window;
      }
    }
    throw new IllegalStateException("The runs hold fewer permits than were taken");
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

  /// Returns true if no permit is taken.
  boolean isIdle(long now) {
    forgetBefore(now);
    return runs.isEmpty();
  }
}
