package com.sup.messenger.domain.limit;

import com.sup.messenger.domain.InvalidValueException;
import java.time.Duration;

/// A limit on the number of events in any window of time.
///
/// @param count the greatest number of events in a window; 1 or more
/// @param window the length of the window; 1 ms or more
public record RateLimit(int count, Duration window) {

  /// The limit that admits everything.
  public static final RateLimit UNLIMITED = new RateLimit(Integer.MAX_VALUE, Duration.ofSeconds(1));

  public RateLimit {
    InvalidValueException.require(count >= 1, "count must be 1 or more");
    InvalidValueException.require(window.toMillis() >= 1, "window must be 1 ms or more");
  }

  /// Returns a limit of `count` events in a window of the given seconds.
  public static RateLimit of(int count, int seconds) {
    return new RateLimit(count, Duration.ofSeconds(seconds));
  }

  /// Returns the longest time by which a permit may come back late: a hundredth of the window.
  /// Permits that were taken within it can be counted as one. So a count of permits stays small.
  public Duration slack() {
    return window.dividedBy(100);
  }

  /// Returns true if the limit admits everything.
  public boolean isUnlimited() {
    return equals(UNLIMITED);
  }
}
