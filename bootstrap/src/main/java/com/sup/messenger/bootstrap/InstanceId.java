package com.sup.messenger.bootstrap;

import java.security.SecureRandom;
import java.util.Base64;

/// The name of this start of the process among all instances.
final class InstanceId {

  private static final int BYTES = 6;

  private InstanceId() {}

  /// 8 characters of base64url that no other start has had.
  static String next() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
