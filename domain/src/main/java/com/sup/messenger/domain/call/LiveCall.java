package com.sup.messenger.domain.call;

import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// A call that has not ended; a user is in at most one.
public sealed interface LiveCall extends Call permits Ringing, Active {

  /// The devices that are in the call.
  Stream<Leg> legs();

  /// The same call with another state of a device that is in it.
  LiveCall with(Leg leg);

  /// A party ends it.
  Ended end(UserId by, Instant at);

  /// A device that is in it has not come back.
  Ended disconnect(Instant at);

  /// The state of a device that is in the call.
  default Optional<Leg> leg(UserId user, DeviceId device) {
    return legs().filter(leg -> leg.isOf(user, device)).findAny();
  }
}
