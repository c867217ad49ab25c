package com.sup.messenger.application.settings;

import com.sup.messenger.domain.limit.RateLimit;
import java.time.Duration;

/// What a user may take up (contract, "Limits").
///
/// @param events how often a user may send each event
/// @param connections how often a device may begin a session; a user may four times as often
/// @param maxConnections how many connections a user may have at a time, 1 or more
/// @param costs how much work a user may cause
/// @param maxIdle after which a connection without a client event ends
public record Limits(
    RateLimits events,
    RateLimit connections,
    int maxConnections,
    CostLimits costs,
    Duration maxIdle) {

  /// The limits of the contract.
  public static final Limits DEFAULT =
      new Limits(
          RateLimits.DEFAULT, RateLimit.of(5, 60), 32, CostLimits.DEFAULT, Duration.ofMinutes(30));
}
