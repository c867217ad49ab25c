package com.sup.messenger.jwt;

import io.helidon.security.jwt.jwk.Jwk;
import io.helidon.security.jwt.jwk.JwkEC;
import io.helidon.security.jwt.jwk.JwkRSA;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A public key out of a JSON Web Key Set: RSA of at least 2048 bits (RFC 7518, section 3.3) or EC.
///
/// EdDSA and RSA-PSS (`PS256`) are not in the library. A key that names no algorithm is taken for
/// RS256 or, of an elliptic curve, for that of the curve.
///
/// @param id its `kid`, or null where it has none
record PublicKey(@Nullable String id, Jwk key) {

  static final Set<String> ALGORITHMS =
      Set.of(
          JwkRSA.ALG_RS256,
          JwkRSA.ALG_RS384,
          JwkRSA.ALG_RS512,
          JwkEC.ALG_ES256,
          JwkEC.ALG_ES384,
          JwkEC.ALG_ES512);

  private static final int MIN_RSA_BITS = 2048;

  // Neither a private part, nor certificates, which may be malformed where the key is not.
  private static final List<String> MEMBERS =
      List.of("kty", "alg", "use", "key_ops", "n", "e", "crv", "x", "y");

  /// The key, or nothing where it is of a kind that does not count here, a secret among others.
  static Optional<PublicKey> of(JsonObject json) {
    try {
      String id = json.containsKey("kid") ? json.getString("kid") : null;
      Jwk key = Jwk.create(publicPart(json));
      return counts(key) ? Optional.of(new PublicKey(id, key)) : Optional.empty();
    } catch (RuntimeException _) {
      return Optional.empty();
    }
  }

  /// Whether a token with this `kid` may be by this key: either may have none.
  boolean isNamed(@Nullable String keyId) {
    return id == null || keyId == null || id.equals(keyId);
  }

  private static JsonObject publicPart(JsonObject json) {
    // The library takes no key without an id.
    JsonObjectBuilder part = Json.createObjectBuilder().add("kid", "public");
    MEMBERS.stream().filter(json::containsKey).forEach(name -> part.add(name, json.get(name)));
    return part.build();
  }

  private static boolean counts(Jwk key) {
    return switch (key) {
      case JwkRSA rsa when rsa.publicKey() instanceof RSAPublicKey known ->
          ALGORITHMS.contains(rsa.algorithm()) && known.getModulus().bitLength() >= MIN_RSA_BITS;
      case JwkEC ec -> ALGORITHMS.contains(ec.algorithm());
      default -> false;
    };
  }
}
