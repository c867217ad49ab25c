package com.sup.messenger.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;

/// The keys by which back-ends show that they are some: any of them counts, so that one can be
/// changed for another without a gap.
///
/// Compared in a time that depends neither on the keys nor on how much of one was guessed.
final class ApiKeys {

  private static final String SCHEME = "bearer ";

  private final List<byte[]> digests;

  ApiKeys(List<String> keys) {
    digests = keys.stream().map(ApiKeys::digest).toList();
  }

  /// Whether the header `Authorization` holds one of the keys.
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
