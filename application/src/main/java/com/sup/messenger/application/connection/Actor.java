package com.sup.messenger.application.connection;

import com.sup.messenger.application.port.Revocations.Revoked;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserDevice;
import com.sup.messenger.domain.UserId;
import java.time.Instant;

/// The user and device that act on a connection, as the token of the handshake says.
///
/// @param namer the origin of the device id
/// @param issuedAt the time of issue of the token, [Instant#MIN] if it has none
/// @param expiresAt the end of the token's validity, [Instant#MAX] if it has none
public record Actor(
    Profile profile, DeviceId device, Namer namer, Instant issuedAt, Instant expiresAt) {

  /// The origin of a device id.
  public enum Namer {
    /// The token names the device, which has no other id.
    TOKEN,
    /// The client chose the id.
    CLIENT,
    /// The service made the id, as the client gave none. The next connection gets another id,
    /// unless the client gives this one.
    SERVICE
  }

  /// Returns the user.
  public UserId user() {
    return profile.id();
  }

  /// Returns the user's device.
  public UserDevice userDevice() {
    return new UserDevice(user(), device);
  }

  /// Returns true if the token itself names the device.
  public boolean bound() {
    return namer == Namer.TOKEN;
  }

  /// Returns the device as the holder of receipts.
  public ReceiptStore.Device receiver() {
    return new ReceiptStore.Device(user(), device, namer != Namer.SERVICE);
  }

  /// Returns the actor on another device.
  public Actor on(DeviceId other) {
    return new Actor(profile, other, namer, issuedAt, expiresAt);
  }

  /// Returns true if the actor's token is refused.
  ///
  /// A token that names no device is refused with that of any device. Otherwise a client could
  /// escape the revocation of its device by naming another one.
  public boolean isRefusedBy(Revoked revoked) {
    return revoked.before(bound() ? device : null).filter(issuedAt::isBefore).isPresent();
  }
}
