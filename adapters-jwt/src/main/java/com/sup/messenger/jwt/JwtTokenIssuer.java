package com.sup.messenger.jwt;

import com.sup.messenger.application.port.token.Claims;
import com.sup.messenger.application.port.token.TokenIssuer;
import com.sup.messenger.domain.Profile;
import io.helidon.security.jwt.Jwt;
import io.helidon.security.jwt.SignedJwt;
import io.helidon.security.jwt.jwk.Jwk;
import io.helidon.security.jwt.jwk.JwkOctet;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Signs access tokens with the first secret, by HS256. Times are cut to the second.
public final class JwtTokenIssuer implements TokenIssuer {

  private final Jwk key;
  private final JwtSettings settings;
  private final InstantSource clock;

  /// Makes an issuer.
  ///
  /// @throws IllegalArgumentException if the settings hold no secret
  public JwtTokenIssuer(JwtSettings settings, InstantSource clock) {
    if (settings.secrets().isEmpty()) {
      throw new IllegalArgumentException("tokens are signed with a secret, and there is none");
    }
    this.key = SecretKeys.key(settings.secrets().getFirst(), JwkOctet.ALG_HS256);
    this.settings = settings;
    this.clock = clock;
  }

  /// Issues a token. Sets `iat` to now if the claims have no time of issue. Leaves out `exp` if
  /// they never expire.
  @Override
  public String issue(Claims claims) {
    Jwt.Builder token = Jwt.builder().algorithm(key.algorithm()).keyId("development").type("JWT");
    Profile profile = claims.profile();
    add(token, "userId", profile.id().value());
    add(token, "username", profile.username());
    add(token, "avatar", profile.avatar());
    add(token, "deviceId", claims.deviceId() == null ? null : claims.deviceId().value());
    add(token, "type", "access");
    add(token, "iss", settings.issuer());
    add(token, "aud", settings.audience());
    addTimes(token, claims);
    return SignedJwt.sign(token.build(), key).tokenContent();
  }

  private void addTimes(Jwt.Builder token, Claims claims) {
    boolean dated = !claims.issuedAt().equals(Instant.MIN);
    token.issueTime(dated ? claims.issuedAt() : clock.instant());
    if (!claims.expiresAt().equals(Instant.MAX)) {
      token.expirationTime(claims.expiresAt());
    }
  }

  private static void add(Jwt.Builder token, String name, @Nullable String value) {
    if (value != null) {
      token.addPayloadClaim(name, value);
    }
  }
}
