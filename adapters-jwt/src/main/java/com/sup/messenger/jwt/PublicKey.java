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

/// A public key out of a JSON Web Key Set. It is RSA of at least 2048 bits (RFC 7518, section 3.3)
/// or EC.
///
/// The library has neither EdDSA nor RSA-PSS (`PS256`). If a key names no algorithm, it is RS256 or
/// the algorithm of its elliptic curve.
///
/// @param id its `kid`; null if it has none
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

  // Private parts are not needed. Certificates may be malformed although the key is good.
  private static final List<String> MEMBERS =
      List.of("kty", "alg", "use", "key_ops", "n", "e", "crv", "x", "y");

  /// Reads a key. Empty if its kind is not supported; symmetric keys are not.
  static Optional<PublicKey> of(JsonObject json) {
    try {
      String id = json.containsKey("kid") ? json.getString("kid") : null;
      Jwk key = Jwk.create(publicPart(json));
      return counts(key) ? Optional.of(new PublicKey(id, key)) : Optional.empty();
    } catch (RuntimeException _) {
      return Optional.empty();
    }
  }

  /// Returns true if a token with this `kid` may be signed by this key. Either may have no `kid`.
  boolean isNamed(@Nullable String keyId) {
    return id == null || keyId == null || id.equals(keyId);
  }

  private static JsonObject publicPart(JsonObject json) {
    // The library requires an id.
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
