package com.sup.messenger.websocket.engineio.session;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// Makes and reads ids of sessions: the id of the instance where the session opened, and 120 random
/// bits as 20 characters of base64url.
public final class SessionId {
  private static final int RANDOM_BYTES = 15;
  private static final int RANDOM_LENGTH = 20;
  private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]*");
  private static final SecureRandom RANDOM = new SecureRandom();

  private SessionId() {}

  static String next(String instance) {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return instance + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Returns the other instance where a session has opened.
  ///
  /// @param id as a client sent it
  public static Optional<String> owner(String id, String self) {
    boolean elsewhere =
        id.length() == self.length() + RANDOM_LENGTH
            && !id.startsWith(self)
            && BASE64URL.matcher(id).matches();
    return elsewhere ? Optional.of(id.substring(0, self.length())) : Optional.empty();
  }
}
