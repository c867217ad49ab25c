package com.sup.messenger.application.port;

import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import org.jspecify.annotations.Nullable;

/// What the bus carries.
///
/// @param except the device that caused it, which has the acknowledgement instead
public record Envelope(Topic topic, Signal signal, @Nullable Origin except) {

  /// A device of a user; a device id alone is not unique.
  public record Origin(UserId user, DeviceId device) {}
}
