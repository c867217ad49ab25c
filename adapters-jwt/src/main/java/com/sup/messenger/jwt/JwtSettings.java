package com.sup.messenger.jwt;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys and rules by which tokens are verified. Without any key, every token is refused.
///
/// @param secrets `JWT_SECRET`: the HMAC secrets, as UTF-8; the first one signs, all verify HS256,
///     HS384 and HS512
/// @param jwks `JWT_JWKS`: the path or URL (`http`, `https`, `file`) of a JSON Web Key Set of
///     public keys (RFC 7517), or null
/// @param issuer `JWT_ISSUER`: the required value of `iss`; null if any will do
/// @param audience `JWT_AUDIENCE`: the required value, or one of the values, of `aud`; null if any
///     will do
/// @param maxAge `JWT_MAX_AGE`: the validity of a token from its `iat` on, which is then required;
///     null if only `exp` counts
/// @param endRequired true if a token must have an `exp`
public record JwtSettings(
    List<String> secrets,
    @Nullable String jwks,
    @Nullable String issuer,
    @Nullable String audience,
    @Nullable Duration maxAge,
    boolean endRequired) {

  /// Checks the secrets.
  ///
  /// @throws IllegalArgumentException if a secret is empty
  public JwtSettings {
    secrets = List.copyOf(secrets);
    if (secrets.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("a secret must not be empty");
    }
  }

  /// Shows the number of secrets and never a secret.
  @Override
  public String toString() {
    return "JwtSettings[secrets=%d, jwks=%s, issuer=%s, audience=%s, maxAge=%s, endRequired=%s]"
        .formatted(
            secrets.size(), jwks == null ? "none" : "set", issuer, audience, maxAge, endRequired);
  }
}
