package com.sup.messenger.jwt;

import com.sup.messenger.application.port.InvalidTokenException;
import com.sup.messenger.application.port.InvalidTokenException.Fault;
import io.helidon.security.jwt.jwk.Jwk;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A JWS in compact form (RFC 7515, section 7.1), of which nothing is believed yet.
///
/// A token has one spelling: base64url with padding, or with stray bits at the end, is refused. So
/// is any `crit` header, since no extension is known here (RFC 7515, section 4.1.11).
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

  /// Takes a token of at most 8 KiB apart; [Fault#INVALID] where it is none.
  static SignedToken parse(String token) throws InvalidTokenException {
    try {
      require(token.length() <= MAX_LENGTH);
      return new SignedToken(token.split("\\.", 4));
    } catch (RuntimeException _) {
      throw new InvalidTokenException(Fault.INVALID);
    }
  }

  /// The `alg` header.
  String algorithm() {
    return algorithm;
  }

  /// The `kid` header, or null.
  @Nullable String keyId() {
    return keyId;
  }

  /// Whether the key made the signature, by the algorithm that is the key's.
  boolean isSignedWith(Jwk key) {
    try {
      return algorithm.equals(key.algorithm()) && key.verifySignature(signedBytes, signature);
    } catch (RuntimeException _) {
      return false;
    }
  }

  /// What is said, worth reading only once the signature holds; [Fault#INVALID] where it is no
  /// object.
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
