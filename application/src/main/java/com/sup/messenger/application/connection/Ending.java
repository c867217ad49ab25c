package com.sup.messenger.application.connection;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.domain.Refusal;
import java.util.Optional;

/// Why the service ends a connection.
public enum Ending {
  /// No event came or was sent for too long.
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
    return switch (this) {
      case IDLE -> failed(Refusal.IDLE_TIMEOUT, "The connection was idle for too long");
      case TOKEN_EXPIRED -> failed(Refusal.TOKEN_EXPIRED, "The token has expired");
      case DISCONNECTED, FLOODING, CROWDED_OUT -> Optional.empty();
    };
  }

  private static Optional<ServerEvent> failed(Refusal code, String message) {
    return Optional.of(new ServerEvent.Failed(code, message, null, null));
  }

  /// Whether the client may come back by itself, to the same session: it may have a new token.
  public boolean isRecoverable() {
    return this == TOKEN_EXPIRED;
  }
}
