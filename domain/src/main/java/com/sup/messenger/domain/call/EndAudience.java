package com.sup.messenger.domain.call;

import com.sup.messenger.domain.UserDevice;
import com.sup.messenger.domain.UserId;
import java.util.List;
import java.util.Optional;

/// The devices and users that are notified of the end of a call. Others notice nothing of it.
///
/// @param devices the devices that were in the call
/// @param rang the called user, on whose devices the call rang; empty if it rang on none
/// @param missed the call that the called user has missed; empty if the user has not
public record EndAudience(
    List<UserDevice> devices, Optional<UserId> rang, Optional<Ringing> missed) {

  public EndAudience {
    devices = List.copyOf(devices);
  }

  /// Returns the audience of the end of a call. The called user of an unheard call is not in it.
  public static EndAudience of(LiveCall before, Ended after) {
    Optional<Ringing> ringing =
        before instanceof Ringing heard && !heard.unheard() ? Optional.of(heard) : Optional.empty();
    return new EndAudience(
        before.legs().map(Leg::userDevice).toList(),
        ringing.map(Ringing::targetId),
        ringing.filter(_ -> after.reason().isMissed()));
  }
}
