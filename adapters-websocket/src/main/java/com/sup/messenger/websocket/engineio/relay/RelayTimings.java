package com.sup.messenger.websocket.engineio.relay;

import java.time.Duration;

/// The times that instances wait for each other.
///
/// @param hold how long an owner holds a poll before it answers that there is nothing
/// @param patience how long an answer may take, without the hold, before the question is asked
///     again
/// @param attempts how often a question is asked before the owner counts as unavailable
public record RelayTimings(Duration hold, Duration patience, int attempts) {
  /// The default: 2 s of hold, 1.5 s of patience, 3 attempts.
  public static final RelayTimings DEFAULT =
      new RelayTimings(Duration.ofSeconds(2), Duration.ofMillis(1_500), 3);

  /// Returns the time after which a poll is given up if nobody has asked for it again.
  Duration abandonment() {
    return hold.plus(patience).multipliedBy(attempts + 1L);
  }
}
