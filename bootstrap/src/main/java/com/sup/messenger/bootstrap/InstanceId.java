package com.sup.messenger.bootstrap;

import java.security.SecureRandom;
import java.util.Base64;

/// Makes the id of an instance. Each start of the process has its own.
final class InstanceId {

  private static final int BYTES = 6;

  private InstanceId() {}

  /// Returns 8 random characters of base64url.
  static String next() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
