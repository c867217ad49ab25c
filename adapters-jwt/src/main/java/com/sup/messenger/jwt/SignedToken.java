package com.sup.messenger.jwt;

import com.sup.messenger.application.port.token.InvalidTokenException;
import com.sup.messenger.application.port.token.InvalidTokenException.Fault;
import io.helidon.security.jwt.jwk.Jwk;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A JWS in compact form (RFC 7515, section 7.1). Its signature is not verified yet.
///
/// Base64url with padding or with stray bits at the end is refused, so that a token has one
/// spelling. Any `crit` header is refused, because no extension is supported (RFC 7515, section
/// 4.1.11).
final class SignedToken {

  private static final int MAX_LENGTH = 8 * 1024;

  private final String algorithm;
  private final @Nullable String keyId;
  private final byte[] signedBytes;
  private final byte[] payload;
  private final byte[] signature;

  private SignedToken(String[] parts) {
    require(parts.length == 3);
    JsonObject header = StrictJson.object(decode(parts[0]));
    require(!header.containsKey("crit"));
    this.algorithm = header.getString("alg");
    this.keyId = header.containsKey("kid") ? header.getString("kid") : null;
    this.signedBytes = (parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII);
    this.payload = decode(parts[1]);
    this.signature = decode(parts[2]);
  }

  /// Parses a token of at most 8 KiB.
  ///
  /// @throws InvalidTokenException [Fault#INVALID] if it is no such token
  static SignedToken parse(String token) throws InvalidTokenException {
    try {
      require(token.length() <= MAX_LENGTH);
      return new SignedToken(token.split("\\.", 4));
    } catch (RuntimeException _) {
      throw new InvalidTokenException(Fault.INVALID);
    }
  }

  /// Returns the header `alg`.
  String algorithm() {
    return algorithm;
  }

  /// Returns the header `kid`, or null.
  @Nullable String keyId() {
    return keyId;
  }

  /// Returns true if the key made the signature. Uses the algorithm of the key and not of the
  /// token.
  boolean isSignedWith(Jwk key) {
    try {
      return algorithm.equals(key.algorithm()) && key.verifySignature(signedBytes, signature);
    } catch (RuntimeException _) {
      return false;
    }
  }

  /// Returns the claims. Call it only after the signature was verified.
  ///
  /// @throws InvalidTokenException [Fault#INVALID] if the payload is no JSON object
  JsonObject payload() throws InvalidTokenException {
    try {
      return StrictJson.object(payload);
    } catch (RuntimeException _) {
      throw new InvalidTokenException(Fault.INVALID);
    }
  }

  private static byte[] decode(String part) {
    byte[] bytes = Base64.getUrlDecoder().decode(part);
    require(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part));
    return bytes;
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException();
    }
  }
}
