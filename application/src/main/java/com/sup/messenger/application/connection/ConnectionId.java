package com.sup.messenger.application.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// The public id of a session. Its connections share it, one after another.
///
/// The id is derived from the private key. So it identifies a client that returns with the key. The
/// key cannot be derived from the id.
public final class ConnectionId {

  private static final int BYTES = 15;

  private ConnectionId() {}

  /// Returns the id for a private key.
  ///
  /// @return 20 characters of base64url: the first 120 bits of the key's SHA-256
  public static String of(String privateKey) {
    byte[] hash = sha256().digest(privateKey.getBytes(UTF_8));
    return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, BYTES));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has it", e);
    }
  }
}
