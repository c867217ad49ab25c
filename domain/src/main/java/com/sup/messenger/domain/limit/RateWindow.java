package com.sup.messenger.domain.limit;

import java.util.ArrayDeque;

/// The permits that were taken in the window of a limit, oldest first. Times are in milliseconds.
///
/// Those within the [slack][RateLimit#slack] are one run, and become free together. So there are
/// about a hundred runs at most. Not safe for use by several threads.
public final class RateWindow {

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

  private final ArrayDeque<Run> runs = new ArrayDeque<>();
  private final RateLimit limit;
  private final long window;
  private final long slack;
  private long taken;

  /// Makes a window in which no permit is taken.
  public RateWindow(RateLimit limit) {
    this.limit = limit;
    this.window = limit.window().toMillis();
    this.slack = limit.slack().toMillis();
  }

  /// Takes permits if at least one is left. All are taken, even if fewer are left.
  ///
  /// @return 0 if they were taken, else the time until one is free
  public long take(int permits, long now) {
    long wait = waitFrom(now);
    if (wait > 0) {
      return wait;
    }
    taken += permits;
    Run newest = runs.peekLast();
    if (newest != null && now - newest.first <= slack) {
      newest.last = Math.max(newest.last, now);
      newest.permits += permits;
    } else {
      runs.addLast(new Run(now, permits));
    }
    return 0;
  }

  /// Returns the time until a permit is free; 0 if one is free now.
  public long waitFrom(long now) {
    forgetBefore(now);
    return taken < limit.count() ? 0 : endOfShortage() - now;
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

  /// Gives back a permit. Does nothing if none was taken at that time.
  public void giveBack(long takenAt) {
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
  public boolean isIdle(long now) {
    forgetBefore(now);
    return runs.isEmpty();
  }
}
