package com.sup.messenger.application;

import com.sup.messenger.domain.Refusal;
import java.util.Optional;

/// Why the service ends a connection; the client is not to come back by itself.
public enum Ending {
  /// No client event came for too long.
  IDLE,
  /// The token ran out and was not refreshed.
  TOKEN_EXPIRED,
  /// A back-end wants it; the device has been told so.
  DISCONNECTED,
  /// The user went on over the limits; the device has been told for how long to stay away.
  FLOODING,
  /// The user has too many connections, and this one is the oldest; the device has been told so.
  CROWDED_OUT;

  /// What the device is told before.
  public Optional<ServerEvent> farewell() {
    return this == TOKEN_EXPIRED
        ? Optional.of(
            new ServerEvent.Failed(Refusal.TOKEN_EXPIRED, "The token has expired", null, null))
        : Optional.empty();
  }
}
