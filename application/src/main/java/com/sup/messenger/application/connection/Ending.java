package com.sup.messenger.application.connection;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.domain.Refusal;
import java.util.Optional;

/// The reason for which the service ends a connection.
public enum Ending {
  /// No event came or was sent for too long.
  IDLE,
  /// The token ran out and was not refreshed.
  TOKEN_EXPIRED,
  /// A back-end has disconnected the device. The device was sent an event about it.
  DISCONNECTED,
  /// The user exceeded the limits too often. The device was sent the time to stay away.
  FLOODING,
  /// The user has too many connections, and this one is the oldest. The device was sent an event
  /// about it.
  CROWDED_OUT;

  /// Returns the event that the device is sent before the end.
  public Optional<ServerEvent> farewell() {
    return switch (this) {
      case IDLE -> failed(Refusal.IDLE_TIMEOUT, "The connection was idle for too long");
      case TOKEN_EXPIRED -> failed(Refusal.TOKEN_EXPIRED, "The token has expired");
      case DISCONNECTED, FLOODING, CROWDED_OUT -> Optional.empty();
    };
  }

  private static Optional<ServerEvent> failed(Refusal code, String message) {
    return Optional.of(new ServerEvent.Failed(code, message, null, null));
  }

  /// Returns true if the client may return to the same session by itself: it may have a new token.
  public boolean isRecoverable() {
    return this == TOKEN_EXPIRED;
  }
}
