package com.sup.messenger.application.connection;

import com.sup.messenger.application.port.Receipts;
import com.sup.messenger.application.port.Revocations.Revoked;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserDevice;
import com.sup.messenger.domain.UserId;
import java.time.Instant;

/// Who is behind a connection, as the token of its handshake says.
///
/// @param namer by what the device has its id
/// @param issuedAt when the token was issued, [Instant#MIN] where it does not say
/// @param expiresAt when the token runs out, [Instant#MAX] where it never does
public record Actor(
    Profile profile, DeviceId device, Namer namer, Instant issuedAt, Instant expiresAt) {

  /// By what a device has its id.
  public enum Namer {
    /// By the token: the device has no other id.
    TOKEN,
    /// By the client, as it likes.
    CLIENT,
    /// By the service, as the client gave none: the next connection has another id, unless the
    /// client gives this one.
    SERVICE
  }

  /// The user.
  public UserId user() {
    return profile.id();
  }

  /// The user's device.
  public UserDevice userDevice() {
    return new UserDevice(user(), device);
  }

  /// Whether the token itself names the device.
  public boolean bound() {
    return namer == Namer.TOKEN;
  }

  /// The device, as its places in chats are kept.
  public Receipts.Device receiver() {
    return new Receipts.Device(user(), device, namer != Namer.SERVICE);
  }

  /// The same user on another device.
  public Actor on(DeviceId other) {
    return new Actor(profile, other, namer, issuedAt, expiresAt);
  }

  /// Whether the actor's token is refused. One that names no device is refused with that of any
  /// device: else a client would escape the revocation of its device by naming another one.
  public boolean isRefusedBy(Revoked revoked) {
    return revoked.before(bound() ? device : null).filter(issuedAt::isBefore).isPresent();
  }
}
