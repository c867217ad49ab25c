package com.sup.messenger.jwt;

import com.sup.messenger.application.port.token.InvalidTokenException;
import com.sup.messenger.application.port.token.InvalidTokenException.Fault;
import com.sup.messenger.application.port.token.TokenVerifier;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Checks issuer, audience and times of a token (RFC 7519, section 4.1).
final class ClaimRules {

  private final @Nullable String issuer;
  private final @Nullable String audience;
  private final @Nullable Duration maxAge;
  private final boolean endRequired;
  private final InstantSource clock;

  ClaimRules(JwtSettings settings, InstantSource clock) {
    this.issuer = settings.issuer();
    this.audience = settings.audience();
    this.maxAge = settings.maxAge();
    this.endRequired = settings.endRequired();
    this.clock = clock;
  }

  /// Checks the claims.
  ///
  /// @throws InvalidTokenException [Fault#EXPIRED] if the token was valid before; [Fault#INVALID]
  ///     if it never was or is not valid yet
  void check(JsonObject claims) throws InvalidTokenException {
    Instant now = clock.instant();
    Instant latestStart = now.plus(TokenVerifier.CLOCK_SKEW);
    if (lacks(claims, "exp", endRequired)
        || lacks(claims, "iat", maxAge != null)
        || !isOrHolds(claims.get("iss"), issuer)
        || !isOrHolds(claims.get("aud"), audience)
        || time(claims, "nbf", Instant.MIN).isAfter(latestStart)
        || time(claims, "iat", Instant.MIN).isAfter(latestStart)) {
      throw new InvalidTokenException(Fault.INVALID);
    }
    if (!end(claims).isAfter(now.minus(TokenVerifier.CLOCK_SKEW))) {
      throw new InvalidTokenException(Fault.EXPIRED);
    }
  }

  private static boolean lacks(JsonObject claims, String name, boolean required) {
    return required && !claims.containsKey(name);
  }

  /// Returns the end of the token's validity: the earlier of its `exp` and the end of its greatest
  /// age. [Instant#MAX] if it has neither.
  Instant end(JsonObject claims) throws InvalidTokenException {
    Instant expiry = time(claims, "exp", Instant.MAX);
    if (maxAge == null) {
      return expiry;
    }
    Instant oldest = time(claims, "iat", Instant.MIN).plus(maxAge);
    return oldest.isBefore(expiry) ? oldest : expiry;
  }

  /// Reads a NumericDate, to the millisecond. A time out of range becomes the nearest one that 64
  /// bits of milliseconds can hold.
  ///
  /// @param absent the result if the claim is absent
  /// @throws InvalidTokenException [Fault#INVALID] if the claim is no number
  static Instant time(JsonObject claims, String name, Instant absent) throws InvalidTokenException {
    return switch (claims.get(name)) {
      case null -> absent;
      case JsonNumber seconds -> Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000));
      default -> throw new InvalidTokenException(Fault.INVALID);
    };
  }

  private static boolean isOrHolds(@Nullable JsonValue claim, @Nullable String wanted) {
    return wanted == null
        || switch (claim) {
          case JsonString text -> text.getString().equals(wanted);
          case JsonArray values -> values.stream().anyMatch(value -> isText(value, wanted));
          case null, default -> false;
        };
  }

  private static boolean isText(JsonValue value, String wanted) {
    return value instanceof JsonString text && text.getString().equals(wanted);
  }
}
