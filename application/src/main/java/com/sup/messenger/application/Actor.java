package com.sup.messenger.application;

import com.sup.messenger.application.port.Revocations.Revoked;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserDevice;
import com.sup.messenger.domain.UserId;
import java.time.Instant;

/// Who is behind a connection, as the token of its handshake says.
///
/// @param bound whether the token itself names the device; else the client does, as it likes
/// @param issuedAt when the token was issued, [Instant#MIN] where it does not say
/// @param expiresAt when the token runs out, [Instant#MAX] where it never does
public record Actor(
    Profile profile, DeviceId device, boolean bound, Instant issuedAt, Instant expiresAt) {

  /// The user.
  public UserId user() {
    return profile.id();
  }

  /// The user's device.
  UserDevice userDevice() {
    return new UserDevice(user(), device);
  }

  /// The same user on another device.
  public Actor on(DeviceId other) {
    return new Actor(profile, other, bound, issuedAt, expiresAt);
  }

  /// Whether the actor's token is refused. One that names no device is refused with that of any
  /// device: else a client would escape the revocation of its device by naming another one.
  boolean isRefusedBy(Revoked revoked) {
    return revoked.before(bound ? device : null).filter(issuedAt::isBefore).isPresent();
  }
}
