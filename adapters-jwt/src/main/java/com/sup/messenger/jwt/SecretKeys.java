package com.sup.messenger.jwt;

import io.helidon.security.jwt.jwk.Jwk;
import io.helidon.security.jwt.jwk.JwkOctet;
import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/// The HMAC secrets. The `kid` of a token is of no account: every secret is tried.
final class SecretKeys {

  static final Set<String> ALGORITHMS =
      Set.of(JwkOctet.ALG_HS256, JwkOctet.ALG_HS384, JwkOctet.ALG_HS512);

  private final List<Jwk> keys;

  SecretKeys(List<String> secrets) {
    this.keys =
        secrets.stream()
            .flatMap(secret -> ALGORITHMS.stream().map(algorithm -> key(secret, algorithm)))
            .toList();
  }

  /// Whether one of the secrets signed the token.
  boolean signed(SignedToken token) {
    return keys.stream().anyMatch(token::isSignedWith);
  }

  /// The secret as a key of the library, which wants it in JSON and with an id.
  static Jwk key(String secret, String algorithm) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    return JwkOctet.create(
        Json.createObjectBuilder()
            .add("kty", "oct")
            .add("kid", "secret")
            .add("alg", algorithm)
            .add("k", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
            .build());
  }
}
