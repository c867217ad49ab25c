package com.sup.messenger.application.port;

import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which tokens are refused although they are good: those that were issued before a time.
public interface Revocations {

  /// For how long a revocation is kept at least: no token may live for longer.
  Duration KEPT = Duration.ofDays(400);

  /// How many devices of a user may have a revocation of their own; where there would be more, all
  /// devices of the user share the latest one, so that nothing that was refused passes again.
  int MAX_DEVICES = 32;

  /// Refuses what was issued before a time, of one device or of all; a revocation that reaches
  /// further stays.
  void revoke(UserId user, @Nullable DeviceId device, Instant issuedBefore);

  /// Before which time a token of the device must not have been issued; empty where none is
  /// revoked.
  Optional<Instant> of(UserId user, DeviceId device);
}
