package com.sup.messenger.application;

import com.sup.messenger.application.port.Envelope;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import java.time.Instant;

/// Who is behind a connection, as the token of its handshake says.
///
/// @param issuedAt when the token was issued, [Instant#MIN] where it does not say
/// @param expiresAt when the token runs out, [Instant#MAX] where it never does
public record Actor(Profile profile, DeviceId device, Instant issuedAt, Instant expiresAt) {

  /// The user.
  public UserId user() {
    return profile.id();
  }

  /// The user's device, as what it causes is marked.
  public Envelope.Origin origin() {
    return new Envelope.Origin(user(), device);
  }

  /// The same user on another device.
  public Actor on(DeviceId other) {
    return new Actor(profile, other, issuedAt, expiresAt);
  }

  boolean isBehind(Envelope.Origin origin) {
    return origin.device().equals(device) && origin.user().equals(user());
  }
}
