package com.sup.messenger.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A token made by hand, right or wrong.
///
/// @param claims its claims, as JSON
record Jwt(String claims) {

  /// Of a user, to end so many seconds from now.
  static Jwt of(String user, long seconds) {
    return new Jwt(
        "{\"userId\":\"%s\",\"exp\":%d}".formatted(user, Instant.now().getEpochSecond() + seconds));
  }

  /// Without a signature.
  String unsigned(String algorithm) {
    return part("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}") + "." + part(claims) + ".";
  }

  /// Signed by HMAC, whatever algorithm it names.
  String signed(String algorithm, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      String unsigned = unsigned(algorithm);
      String content = unsigned.substring(0, unsigned.length() - 1);
      return unsigned + encode(mac.doFinal(content.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(String json) {
    return encode(json.getBytes(UTF_8));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
