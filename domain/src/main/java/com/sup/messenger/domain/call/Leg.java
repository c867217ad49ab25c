package com.sup.messenger.domain.call;

import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserDevice;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One device that is in a call.
///
/// @param connectionId the one of its connections that has the call: the end of another one says
/// nothing
/// @param awaySince when that connection ended, where the device has not come back
public record Leg(UserId user, DeviceId device, String connectionId, @Nullable Instant awaySince) {

  /// A device that is connected.
  public static Leg present(UserId user, DeviceId device, String connectionId) {
    return new Leg(user, device, connectionId, null);
  }

  /// The device.
  public UserDevice userDevice() {
    return new UserDevice(user, device);
  }

  /// Whether it is that device.
  public boolean isOf(UserId user, DeviceId device) {
    return this.device.equals(device) && this.user.equals(user);
  }

  /// Whether the device has dropped and not come back.
  public boolean isAway() {
    return awaySince != null;
  }

  /// The device has lost its connection.
  public Leg leave(Instant at) {
    return new Leg(user, device, connectionId, at);
  }

  /// The device has a new connection.
  public Leg enter(String newConnectionId) {
    return present(user, device, newConnectionId);
  }
}
