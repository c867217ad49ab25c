package com.sup.messenger.application.settings;

import java.time.Duration;

/// How long things take, where the contract says so.
///
/// @param typing after which a typing state ends by itself
/// @param presenceGrace without a device, after which a user is told to be offline
/// @param ringing after which an unanswered call ends
/// @param callReturn which a party's device that dropped has to come back to its call
/// @param endedCall for which a call that has ended is remembered
public record Timings(
    Duration typing,
    Duration presenceGrace,
    Duration ringing,
    Duration callReturn,
    Duration endedCall) {

  /// The times of the contract.
  public static final Timings DEFAULT =
      new Timings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(45),
          Duration.ofSeconds(15),
          Duration.ofSeconds(60));
}
