package com.sup.messenger.jwt;

import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Reads JSON objects in well-formed UTF-8. Refuses an object in which a name occurs twice, because
/// two readers might take different values (RFC 7515, section 4; RFC 7519, section 4).
final class StrictJson {

  private static final JsonReaderFactory READERS =
      Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

  private StrictJson() {}

  /// Reads an object.
  ///
  /// @throws RuntimeException if the bytes are no such object
  static JsonObject object(byte[] utf8) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      return READERS.createReader(new StringReader(text)).readObject();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
