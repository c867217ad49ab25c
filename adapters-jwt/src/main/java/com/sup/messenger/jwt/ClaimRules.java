package com.sup.messenger.jwt;

import com.sup.messenger.application.port.InvalidTokenException;
import com.sup.messenger.application.port.InvalidTokenException.Fault;
import com.sup.messenger.application.port.TokenVerifier;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Whether a token is for us and for now (RFC 7519, section 4.1).
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

  /// Throws [Fault#INVALID] where the token never counts or not yet, [Fault#EXPIRED] where it did.
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

  /// Until when a token counts: its `exp`, or the end of the greatest age, the earlier of the two;
  /// [Instant#MAX] if there is neither.
  Instant end(JsonObject claims) throws InvalidTokenException {
    Instant expiry = time(claims, "exp", Instant.MAX);
    if (maxAge == null) {
      return expiry;
    }
    Instant oldest = time(claims, "iat", Instant.MIN).plus(maxAge);
    return oldest.isBefore(expiry) ? oldest : expiry;
  }

  /// A NumericDate to the millisecond, or the other where the claim is absent; [Fault#INVALID]
  /// where it is no number. A time too far away becomes the furthest one of 64 bits of
  /// milliseconds.
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
