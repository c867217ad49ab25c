package com.sup.messenger.application.settings;

import com.sup.messenger.domain.limit.RateLimit;
import java.time.Duration;

/// The limits of a user (contract, "Limits").
///
/// @param events the rate limits of events
/// @param connections the rate limit of new sessions of a device; a user has four times as many
/// @param maxConnections the most connections of a user at a time, 1 or more
/// @param costs the limits of work
/// @param maxIdle the time without a client event after which a connection ends
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
