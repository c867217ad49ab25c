package com.sup.messenger.application;

import com.sup.messenger.application.port.token.Claims;
import com.sup.messenger.application.port.token.TokenIssuer;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Issues tokens without authentication; for development only.
public final class DevelopmentTokens {

  private static final Duration DEFAULT_TTL = Duration.ofHours(1);
  private static final long MAX_TTL_SECONDS = Duration.ofDays(365).toSeconds();

  private final TokenIssuer issuer;
  private final InstantSource clock;

  public DevelopmentTokens(TokenIssuer issuer, InstantSource clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  /// Returns a token that the service accepts.
  ///
  /// @param ttlSeconds the time of validity, or null for an hour
  /// @throws InvalidValueException if a field is not allowed; its message names the field
  public String issue(
      UserId user,
      @Nullable DeviceId device,
      @Nullable String username,
      @Nullable Long ttlSeconds) {
    InvalidValueException.require(
        ttlSeconds == null || (ttlSeconds >= 1 && ttlSeconds <= MAX_TTL_SECONDS),
        "ttlSeconds must be 1 to " + MAX_TTL_SECONDS);
    Instant now = clock.instant();
    Duration ttl = ttlSeconds == null ? DEFAULT_TTL : Duration.ofSeconds(ttlSeconds);
    return issuer.issue(new Claims(new Profile(user, username, null), device, now, now.plus(ttl)));
  }
}
