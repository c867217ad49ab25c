package com.sup.messenger.websocket.engineio.relay;

import java.time.Duration;

/// How instances wait for each other.
///
/// @param hold how long an owner holds a poll before it answers that there is nothing
/// @param patience how long an answer may take, the hold apart, before it is asked for again
/// @param attempts how often the same is asked before the owner counts as unavailable
public record RelayTimings(Duration hold, Duration patience, int attempts) {
  public static final RelayTimings DEFAULT =
      new RelayTimings(Duration.ofSeconds(2), Duration.ofMillis(1_500), 3);

  /// After which a poll for which nobody has asked again is given up.
  Duration abandonment() {
    return hold.plus(patience).multipliedBy(attempts + 1L);
  }
}
