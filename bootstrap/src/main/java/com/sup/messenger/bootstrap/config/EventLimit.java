package com.sup.messenger.bootstrap.config;

import com.sup.messenger.application.settings.CostLimits;
import com.sup.messenger.application.settings.RateLimits;
import com.sup.messenger.domain.limit.RateLimit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One entry of `RATE_LIMITS`.
///
/// @param text the entry as it was written
/// @param event a client event, or [#DEFAULT]
/// @param limit the limit on that event for each user
record EventLimit(String text, String event, RateLimit limit) {

  /// Stands for every event without a limit of its own.
  static final String DEFAULT = "default";

  static final int MAX_COUNT = 1_000_000;
  static final int MAX_SECONDS = 86_400;

  private static final Pattern ENTRY =
      Pattern.compile(
          "(?<event>[^=]+)=(?:unlimited(?:/\\d{1,5})?|(?<count>\\d{1,7})/(?<seconds>\\d{1,5}))");

  private static final Pattern BYTES =
      Pattern.compile("(?<mebibytes>\\d{1,7})/(?<seconds>\\d{1,5})");

  /// Reads `event=count/seconds` or `event=unlimited`.
  ///
  /// @throws IllegalArgumentException if the text has another form, or a number is out of range
  static EventLimit parse(String text) {
    Matcher parts = ENTRY.matcher(text);
    require(parts.matches());
    String event = parts.group("event").strip();
    require(event.equals(DEFAULT) || RateLimits.EVENTS.contains(event));
    return new EventLimit(text, event, limit(parts));
  }

  private static RateLimit limit(Matcher parts) {
    String count = parts.group("count");
    return count == null
        ? RateLimit.UNLIMITED
        : RateLimit.of(within(count, MAX_COUNT), within(parts.group("seconds"), MAX_SECONDS));
  }

  /// Reads `MiB/seconds`.
  ///
  /// @throws IllegalArgumentException if the text has another form, or a number is out of range
  static RateLimit mebibytes(String text) {
    Matcher parts = BYTES.matcher(text);
    require(parts.matches());
    return CostLimits.mebibytes(
        within(parts.group("mebibytes"), MAX_COUNT), within(parts.group("seconds"), MAX_SECONDS));
  }

  private static int within(String digits, int max) {
    int number = Integer.parseInt(digits);
    require(number >= 1 && number <= max);
    return number;
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException();
    }
  }
}
