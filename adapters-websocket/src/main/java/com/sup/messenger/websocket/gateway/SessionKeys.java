package com.sup.messenger.websocket.gateway;

import java.security.SecureRandom;
import java.util.Base64;

/// Makes private keys of sessions: 144 random bits as 24 characters of base64url.
final class SessionKeys {

  private static final SecureRandom RANDOM = new SecureRandom();

  private SessionKeys() {}

  static String next() {
    byte[] bytes = new byte[18];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
