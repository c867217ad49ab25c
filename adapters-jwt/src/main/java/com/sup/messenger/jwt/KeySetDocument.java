package com.sup.messenger.jwt;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/// Reads a JSON Web Key Set (RFC 7517, section 5). Takes its first 32 usable keys, because a token
/// without `kid` costs one verification for each key.
final class KeySetDocument {

  private static final int MAX_KEYS = 32;

  private static final Logger LOG = System.getLogger(KeySetDocument.class.getName());

  private KeySetDocument() {}

  /// Returns the usable keys.
  ///
  /// @throws IOException if there is none; this is taken for a fault of the key server
  /// @throws RuntimeException if the bytes are no key set
  static List<PublicKey> keys(byte[] json) throws IOException {
    JsonArray all = StrictJson.object(json).getJsonArray("keys");
    List<PublicKey> keys =
        all.getValuesAs(JsonObject.class).stream()
            .map(PublicKey::of)
            .flatMap(Optional::stream)
            .limit(MAX_KEYS)
            .toList();
    if (keys.isEmpty()) {
      throw new IOException("no usable key");
    }
    if (keys.size() < all.size()) {
      LOG.log(Level.WARNING, "JWT_JWKS: {0} of {1} keys are usable", keys.size(), all.size());
    }
    return keys;
  }
}
