package com.sup.messenger.websocket.socketio;

import java.security.SecureRandom;
import java.util.Base64;

/// Makes ids that nobody can guess: 120 random bits, 20 characters of base64url.
final class Ids {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  static String next() {
    byte[] bits = new byte[15];
    RANDOM.nextBytes(bits);
    return Base64.getUrlEncoder().encodeToString(bits);
  }
}
