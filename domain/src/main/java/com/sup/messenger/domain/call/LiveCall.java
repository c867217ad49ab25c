package com.sup.messenger.domain.call;

import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// A call that has not ended. A user is in at most one.
public sealed interface LiveCall extends Call permits Ringing, Active {

  /// Returns the devices in the call.
  Stream<Leg> legs();

  /// Returns the call with the new state of a device that is in it.
  LiveCall with(Leg leg);

  /// Ends the call in the name of one of its parties.
  Ended end(UserId by, Instant at);

  /// Ends the call because a device in it did not come back.
  Ended disconnect(Instant at);

  /// Ends the call because its parties may no longer call each other.
  Ended forbid(Instant at);

  /// Returns the state of a device. Empty if it is not in the call.
  default Optional<Leg> leg(UserId user, DeviceId device) {
    return legs().filter(leg -> leg.isOf(user, device)).findAny();
  }
}
