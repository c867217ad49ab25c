package com.sup.messenger.jwt;

import io.helidon.security.jwt.jwk.Jwk;
import io.helidon.security.jwt.jwk.JwkOctet;
import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/// The HMAC secrets. Each of them is tried, and the `kid` of the token is ignored.
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

  /// Returns true if one of the secrets signed the token.
  boolean signed(SignedToken token) {
    return keys.stream().anyMatch(token::isSignedWith);
  }

  /// Makes a key of the library from a secret. The library requires JSON and an id.
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
