package com.sup.messenger.jwt;

import com.sup.messenger.application.port.token.Claims;
import com.sup.messenger.application.port.token.InvalidTokenException;
import com.sup.messenger.application.port.token.InvalidTokenException.Fault;
import com.sup.messenger.application.port.token.TokenVerifier;
import jakarta.json.JsonObject;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Verifies JSON Web Tokens of at most 8 KiB. The secrets verify HS256, HS384 and HS512. The key
/// set verifies RS256, RS384, RS512, ES256, ES384 and ES512. The library has no EdDSA, so such
/// tokens are refused.
///
/// The algorithm of a token decides which keys are tried, so that a public key never serves as a
/// secret. Faults are reported in this order: the signature, then [Fault#INVALID], [Fault#EXPIRED],
/// [Fault#PAYLOAD]. Safe for use by many threads. Its memory is bounded.
public final class JwtTokenVerifier implements TokenVerifier {

  private final SecretKeys secrets;
  private final @Nullable PublicKeys publicKeys;
  private final ClaimRules rules;

  /// Reads the key set, for at most 2 s. If that fails, reads it again when a token needs it.
  ///
  /// @throws IllegalArgumentException if the location of the key set is neither a path nor a URL
  public JwtTokenVerifier(JwtSettings settings, InstantSource clock) {
    String jwks = settings.jwks();
    this.secrets = new SecretKeys(settings.secrets());
    this.publicKeys = jwks == null ? null : new PublicKeys(KeySetLocation.of(jwks), clock);
    this.rules = new ClaimRules(settings, clock);
  }

  /// Verifies a token.
  ///
  /// @throws com.sup.messenger.application.port.UnavailableException if the token's key is not
  ///     known and the key set cannot be read
  @Override
  public Claims verify(String token) throws InvalidTokenException {
    SignedToken signed = SignedToken.parse(token);
    if (!isSigned(signed)) {
      throw new InvalidTokenException(Fault.INVALID);
    }
    JsonObject payload = signed.payload();
    rules.check(payload);
    return ClaimsReader.read(payload, rules.end(payload));
  }

  private boolean isSigned(SignedToken token) {
    if (SecretKeys.ALGORITHMS.contains(token.algorithm())) {
      return secrets.signed(token);
    }
    return publicKeys != null
        && PublicKey.ALGORITHMS.contains(token.algorithm())
        && publicKeys.signed(token);
  }
}
