package com.sup.messenger.domain.call;

import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserDevice;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One device in a call.
///
/// @param connectionId the connection of the device that has the call; the end of another one
///     changes nothing
/// @param awaySince the time at which that connection ended; null if the device is connected
public record Leg(UserId user, DeviceId device, String connectionId, @Nullable Instant awaySince) {

  /// Returns the leg of a connected device.
  public static Leg present(UserId user, DeviceId device, String connectionId) {
    return new Leg(user, device, connectionId, null);
  }

  /// Returns the device.
  public UserDevice userDevice() {
    return new UserDevice(user, device);
  }

  /// Returns true if this is the leg of the given device of the given user.
  public boolean isOf(UserId user, DeviceId device) {
    return this.device.equals(device) && this.user.equals(user);
  }

  /// Returns true if the device lost its connection and has no new one.
  public boolean isAway() {
    return awaySince != null;
  }

  /// Returns the leg after the device lost its connection.
  public Leg leave(Instant at) {
    return new Leg(user, device, connectionId, at);
  }

  /// Returns the leg after the device got a new connection.
  public Leg enter(String newConnectionId) {
    return present(user, device, newConnectionId);
  }
}
