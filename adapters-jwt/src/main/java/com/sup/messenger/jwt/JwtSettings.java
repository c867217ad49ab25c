package com.sup.messenger.jwt;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which tokens count. Without any key none does.
///
/// @param secrets `JWT_SECRET`: the HMAC secrets, taken as UTF-8; the first signs, all verify
///     HS256, HS384 and HS512
/// @param jwks `JWT_JWKS`: the path or the URL (`http`, `https`, `file`) of a JSON Web Key Set (RFC
///     7517) of public keys, or null
/// @param issuer `JWT_ISSUER`: what `iss` must be, or null where any will do
/// @param audience `JWT_AUDIENCE`: what `aud` must be or hold, or null where any will do
/// @param maxAge `JWT_MAX_AGE`: how long a token counts from its `iat` on, which it then must have;
///     null if as long as its `exp` says
/// @param endRequired whether a token must have an `exp`
public record JwtSettings(
    List<String> secrets,
    @Nullable String jwks,
    @Nullable String issuer,
    @Nullable String audience,
    @Nullable Duration maxAge,
    boolean endRequired) {

  /// Throws [IllegalArgumentException] where a secret is empty.
  public JwtSettings {
    secrets = List.copyOf(secrets);
    if (secrets.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("a secret must not be empty");
    }
  }

  /// Tokens that count as long as they say, or for ever.
  public JwtSettings(
      List<String> secrets,
      @Nullable String jwks,
      @Nullable String issuer,
      @Nullable String audience) {
    this(secrets, jwks, issuer, audience, null, false);
  }

  /// Tells how many secrets there are, never which.
  @Override
  public String toString() {
    return "JwtSettings[secrets=%d, jwks=%s, issuer=%s, audience=%s, maxAge=%s, endRequired=%s]"
        .formatted(
            secrets.size(), jwks == null ? "none" : "set", issuer, audience, maxAge, endRequired);
  }
}
