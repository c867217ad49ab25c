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

/// Revocations: the times before which an issued token is refused, although it is valid.
public interface Revocations {

  /// The least time for which a revocation is kept. `JWT_MAX_AGE`, if set, is at most this. So no
  /// token outlives its revocation.
  Duration KEPT = Duration.ofDays(400);

  /// The most devices of a user with a revocation of their own. Above it, all devices of the user
  /// share the latest one. So no refused token passes again.
  int MAX_DEVICES = 32;

  /// Refuses tokens that were issued before a time. A revocation with a later time stays.
  ///
  /// @param device the device, or null for all devices of the user
  void revoke(UserId user, @Nullable DeviceId device, Instant issuedBefore);

  /// Returns the revocations of a user.
  Revoked of(UserId user);

  /// Returns the revocations of many users, in as few round trips as the store allows.
  ///
  /// @return an entry for each user who has a revocation; a missing entry means none
  Map<UserId, Revoked> of(Collection<UserId> users);

  /// The revocations of one user.
  ///
  /// @param all tokens of any device are refused if they were issued before; [Instant#MIN] if none
  ///     are
  /// @param devices the same for the tokens of single devices, at most [#MAX_DEVICES]
  record Revoked(Instant all, Map<DeviceId, Instant> devices) {

    /// No token is refused.
    public static final Revoked NOTHING = new Revoked(Instant.MIN, Map.of());

    public Revoked {
      devices = Map.copyOf(devices);
    }

    /// Returns the time before which a token must not have been issued.
    ///
    /// A token that names no device may be used on any device. So the latest revocation of any
    /// device counts for it.
    ///
    /// @param device the device that the token itself names, or null if it names none
    /// @return empty if no token is refused
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
