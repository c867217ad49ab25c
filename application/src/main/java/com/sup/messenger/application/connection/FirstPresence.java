package com.sup.messenger.application.connection;

import com.sup.messenger.domain.presence.CustomStatus;
import com.sup.messenger.domain.presence.PresenceStatus;
import org.jspecify.annotations.Nullable;

/// The presence that a client names when it connects (contract, "Connecting").
///
/// @param status the status of the device from its first moment; null if the client names none
/// @param customStatus the custom status of the user; null if it stays as it is
public record FirstPresence(@Nullable PresenceStatus status, @Nullable CustomStatus customStatus) {

  /// The presence of a client that names none.
  public static final FirstPresence NONE = new FirstPresence(null, null);

  /// Returns the named status, or the other one if the client names none.
  public PresenceStatus statusOr(PresenceStatus other) {
    return status == null ? other : status;
  }
}
