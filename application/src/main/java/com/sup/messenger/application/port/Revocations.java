package com.sup.messenger.application.port;

import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which tokens are refused although they are good: those that were issued before a time.
public interface Revocations {

  /// For how long a revocation is kept at least. `JWT_MAX_AGE` is at most that, so that no token
  /// outlives its revocation if it is set.
  Duration KEPT = Duration.ofDays(400);

  /// How many devices of a user may have a revocation of their own; where there would be more, all
  /// devices of the user share the latest one, so that nothing that was refused passes again.
  int MAX_DEVICES = 32;

  /// Refuses what was issued before a time, of one device or of all; a revocation that reaches
  /// further stays.
  void revoke(UserId user, @Nullable DeviceId device, Instant issuedBefore);

  /// What is refused of a user.
  Revoked of(UserId user);

  /// The same of many users at once, in as few round trips as the store allows. Users of whom
  /// nothing is refused are left out.
  Map<UserId, Revoked> of(Collection<UserId> users);

  /// What is refused of a user's tokens.
  ///
  /// @param all tokens of any device that were issued before are refused; [Instant#MIN] if none are
  /// @param devices the same for tokens of single devices, at most [#MAX_DEVICES]
  record Revoked(Instant all, Map<DeviceId, Instant> devices) {

    /// Nothing is refused.
    public static final Revoked NOTHING = new Revoked(Instant.MIN, Map.of());

    public Revoked {
      devices = Map.copyOf(devices);
    }

    /// Before which time a token must not have been issued; empty if none is refused.
    ///
    /// A token that names no device may be used on any: so the latest revocation of any device
    /// counts for it.
    ///
    /// @param device the device that the token itself names, or null if it names none
    public Optional<Instant> before(@Nullable DeviceId device) {
      Stream<Instant> ofDevices =
          device == null
              ? devices.values().stream()
              : Stream.of(devices.getOrDefault(device, Instant.MIN));
      return Stream.concat(Stream.of(all), ofDevices)
          .max(Instant::compareTo)
          .filter(time -> !time.equals(Instant.MIN));
    }
  }
}
