package com.sup.messenger.bootstrap;

import com.sup.messenger.application.Limits;
import com.sup.messenger.application.RateLimits;
import com.sup.messenger.application.port.ConfigurationException;
import com.sup.messenger.domain.limit.RateLimit;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the limits of users.
final class LimitVariables {

  private static final String EVENTS = "RATE_LIMITS";
  private static final String CONNECTIONS = "RATE_LIMIT_MAX_CONNECTIONS";
  private static final String DEFAULT = "default";
  private static final String UNLIMITED = "unlimited";
  private static final int MAX_COUNT = 1_000_000;
  private static final int MAX_SECONDS = 86_400;
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?<event>[^=]+)=(?:unlimited(?:/\\d{1,5})?|(?<count>\\d{1,7})/(?<seconds>\\d{1,5}))");

  private LimitVariables() {}

  /// @throws ConfigurationException for the first value that is not admitted
  static Limits read(Environment environment) {
    return new Limits(
        events(environment),
        connections(environment),
        environment.millis("MAX_IDLE_TIME", 1_800_000));
  }

  private static RateLimits events(Environment environment) {
    Map<String, RateLimit> changes = new HashMap<>();
    for (String entry : environment.list(EVENTS)) {
      Matcher parts = ENTRY.matcher(entry);
      if (!parts.matches() || changes.put(event(parts), limit(parts)) != null) {
        throw refused(entry);
      }
    }
    RateLimit others = changes.remove(DEFAULT);
    RateLimits limits = RateLimits.DEFAULT;
    return limits.with(changes, others == null ? limits.others() : others);
  }

  private static String event(Matcher parts) {
    String event = parts.group("event").strip();
    if (!event.equals(DEFAULT) && !RateLimits.EVENTS.contains(event)) {
      throw refused(parts.group());
    }
    return event;
  }

  private static RateLimit limit(Matcher parts) {
    String count = parts.group("count");
    if (count == null) {
      return RateLimit.UNLIMITED;
    }
    return RateLimit.of(
        within(parts, count, MAX_COUNT), within(parts, parts.group("seconds"), MAX_SECONDS));
  }

  private static int within(Matcher parts, String digits, int max) {
    int number = Integer.parseInt(digits);
    if (number < 1 || number > max) {
      throw refused(parts.group());
    }
    return number;
  }

  private static ConfigurationException refused(String entry) {
    return new ConfigurationException(
        EVENTS,
        entry,
        "a client event or default, once, = count/seconds or unlimited, comma-separated; count 1 to"
            + " "
            + MAX_COUNT
            + ", seconds 1 to "
            + MAX_SECONDS);
  }

  private static RateLimit connections(Environment environment) {
    Duration window = environment.millis("RATE_LIMIT_CONNECTION_WINDOW", 60_000);
    @Nullable String count = environment.text(CONNECTIONS);
    return UNLIMITED.equalsIgnoreCase(count)
        ? RateLimit.UNLIMITED
        : new RateLimit(environment.integer(CONNECTIONS, 5, 1, MAX_COUNT, " or unlimited"), window);
  }
}
