package com.sup.messenger.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A token made by hand, valid or not.
///
/// @param claims its claims, as JSON
record Jwt(String claims) {

  /// Makes the claims of a user, which expire after a number of seconds.
  static Jwt of(String user, long seconds) {
    return new Jwt(
        "{\"userId\":\"%s\",\"exp\":%d}".formatted(user, Instant.now().getEpochSecond() + seconds));
  }

  /// Returns the token without a signature.
  String unsigned(String algorithm) {
    return part("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}") + "." + part(claims) + ".";
  }

  /// Returns the token signed by HMAC. Its header may name any algorithm.
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
