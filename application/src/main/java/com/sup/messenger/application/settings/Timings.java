package com.sup.messenger.application.settings;

import com.sup.messenger.domain.call.CallDeadlines;
import java.time.Duration;

/// The durations that the contract names.
///
/// @param typing the time after which a typing state ends by itself
/// @param presenceGrace the time without a device after which a user is shown as offline
/// @param ringing the time after which an unanswered call ends
/// @param callReturn the time in which a dropped device has to return to its call
/// @param endedCall the time for which an ended call is remembered
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

  /// Returns the times after which calls end by themselves.
  public CallDeadlines callDeadlines() {
    return new CallDeadlines(ringing, callReturn);
  }
}
