package com.sup.messenger.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;

/// The keys that back-ends authenticate with. Several may be valid at a time, so that a key can be
/// replaced without a gap.
///
/// The time of a comparison depends neither on the keys nor on the length of a correct guess.
final class ApiKeys {

  private static final String SCHEME = "bearer ";

  private final List<byte[]> digests;

  ApiKeys(List<String> keys) {
    digests = keys.stream().map(ApiKeys::digest).toList();
  }

  /// Returns true if the value of the header `Authorization` holds one of the keys.
  boolean admit(String authorization) {
    boolean bearer =
        authorization.length() > SCHEME.length()
            && authorization.substring(0, SCHEME.length()).toLowerCase(Locale.ROOT).equals(SCHEME);
    byte[] given = digest(bearer ? authorization.substring(SCHEME.length()).strip() : "");
    boolean known = false;
    for (byte[] digest : digests) {
      known |= MessageDigest.isEqual(digest, given);
    }
    return bearer && known;
  }

  private static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
