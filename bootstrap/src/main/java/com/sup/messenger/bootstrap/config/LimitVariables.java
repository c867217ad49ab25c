package com.sup.messenger.bootstrap.config;

import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.application.port.spi.Variable;
import com.sup.messenger.application.port.spi.Variables;
import com.sup.messenger.application.settings.CostLimits;
import com.sup.messenger.application.settings.Limits;
import com.sup.messenger.application.settings.RateLimits;
import com.sup.messenger.domain.limit.RateLimit;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The variables for the limits of a user.
final class LimitVariables {

  private static final int UNLIMITED = 0;

  static final Variable<List<EventLimit>> RATE_LIMITS =
      Variable.list(
              "RATE_LIMITS",
              "the rate at which a user may send an event: `message:new=100/10,default=600/60`."
                  + " `default` stands for every event without a limit of its own",
              ("a client event or default, once, = count/seconds or unlimited, comma-separated;"
                      + " count 1 to %d, seconds 1 to %d")
                  .formatted(EventLimit.MAX_COUNT, EventLimit.MAX_SECONDS),
              EventLimit::parse)
          .usually("the limits of the contract");

  static final Variable<Integer> RATE_LIMIT_MAX_CONNECTIONS =
      Variable.integer(
              "RATE_LIMIT_MAX_CONNECTIONS",
              "the number of sessions that a device may begin in `RATE_LIMIT_CONNECTION_WINDOW`."
                  + " Its user may begin four times as many",
              5,
              1,
              EventLimit.MAX_COUNT)
          .or("unlimited", UNLIMITED);

  static final Variable<Duration> RATE_LIMIT_CONNECTION_WINDOW =
      Variable.millis(
          "RATE_LIMIT_CONNECTION_WINDOW",
          "the window of time for `RATE_LIMIT_MAX_CONNECTIONS`",
          Duration.ofMinutes(1));

  static final Variable<Integer> MAX_CONNECTIONS_PER_USER =
      Variable.integer(
              "MAX_CONNECTIONS_PER_USER",
              "the number of connections that a user may have at a time, over all instances. One"
                  + " more ends the oldest",
              32,
              1,
              EventLimit.MAX_COUNT)
          .or("unlimited", Integer.MAX_VALUE);

  static final Variable<RateLimit> RATE_LIMIT_FANOUT =
      bytes(
          "RATE_LIMIT_FANOUT",
          "the MiB of messages and chat signals that a user may send. Each one counts once for"
              + " every member of its chat",
          "256/60",
          CostLimits.DEFAULT.fanout());

  static final Variable<RateLimit> RATE_LIMIT_READ =
      bytes(
          "RATE_LIMIT_READ",
          "the MiB of messages that a user may read back, by `chat:sync` and on return. Over the"
              + " limit, no session is recovered, and all chats are `truncated`",
          "64/60",
          CostLimits.DEFAULT.read());

  static final Variable<RateLimit> RATE_LIMIT_STORED =
      bytes(
          "RATE_LIMIT_STORED",
          "the MiB of messages of a user that are stored",
          "1024/86400",
          CostLimits.DEFAULT.stored());

  static final Variable<Duration> MAX_IDLE_TIME =
      Variable.millis(
          "MAX_IDLE_TIME",
          "the time after which a client is disconnected if it sends and receives no event."
              + " Heartbeats do not count. A device in a call stays",
          Duration.ofMinutes(30));

  static final Section SECTION =
      new Section(
          "Limits",
          List.of(
              RATE_LIMITS,
              RATE_LIMIT_MAX_CONNECTIONS,
              RATE_LIMIT_CONNECTION_WINDOW,
              MAX_CONNECTIONS_PER_USER,
              RATE_LIMIT_FANOUT,
              RATE_LIMIT_READ,
              RATE_LIMIT_STORED,
              MAX_IDLE_TIME));

  private LimitVariables() {}

  /// @throws ConfigurationException if an event is named twice
  static Limits read(Variables variables) {
    return new Limits(
        events(variables.get(RATE_LIMITS)),
        connections(variables),
        variables.get(MAX_CONNECTIONS_PER_USER),
        new CostLimits(
            variables.get(RATE_LIMIT_FANOUT),
            variables.get(RATE_LIMIT_READ),
            variables.get(RATE_LIMIT_STORED)),
        variables.get(MAX_IDLE_TIME));
  }

  private static Variable<RateLimit> bytes(
      String name, String meaning, String usual, RateLimit unset) {
    return new Variable<>(
            name,
            meaning,
            "MiB/seconds (1 to "
                + EventLimit.MAX_COUNT
                + " in 1 to "
                + EventLimit.MAX_SECONDS
                + ")",
            usual,
            unset,
            Variable.Secrecy.OPEN,
            EventLimit::mebibytes)
        .or("unlimited", RateLimit.UNLIMITED);
  }

  private static RateLimits events(List<EventLimit> named) {
    Map<String, RateLimit> changes = new HashMap<>();
    for (EventLimit one : named) {
      if (changes.put(one.event(), one.limit()) != null) {
        throw RATE_LIMITS.refusal(one.text());
      }
    }
    RateLimit others = changes.remove(EventLimit.DEFAULT);
    RateLimits limits = RateLimits.DEFAULT;
    return limits.with(changes, others == null ? limits.others() : others);
  }

  private static RateLimit connections(Variables variables) {
    int count = variables.get(RATE_LIMIT_MAX_CONNECTIONS);
    return count == UNLIMITED
        ? RateLimit.UNLIMITED
        : new RateLimit(count, variables.get(RATE_LIMIT_CONNECTION_WINDOW));
  }
}
