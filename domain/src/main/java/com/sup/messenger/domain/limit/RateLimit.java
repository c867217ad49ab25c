package com.sup.messenger.domain.limit;

import com.sup.messenger.domain.InvalidValueException;
import java.time.Duration;

/// So many in any stretch of time of that length.
///
/// @param count 1 or more
/// @param window 1 ms or more
public record RateLimit(int count, Duration window) {

  /// No limit at all.
  public static final RateLimit UNLIMITED = new RateLimit(Integer.MAX_VALUE, Duration.ofSeconds(1));

  public RateLimit {
    InvalidValueException.require(count >= 1, "count must be 1 or more");
    InvalidValueException.require(window.toMillis() >= 1, "window must be 1 ms or more");
  }

  /// So many in so many seconds.
  public static RateLimit of(int count, int seconds) {
    return new RateLimit(count, Duration.ofSeconds(seconds));
  }

  /// Whether nothing is ever over the limit.
  public boolean isUnlimited() {
    return equals(UNLIMITED);
  }
}
