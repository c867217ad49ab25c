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

/// JSON objects in well-formed UTF-8 in which no name stands twice (RFC 7515, section 4; RFC 7519,
/// section 4): where two readers might take different values, there is no value.
final class StrictJson {

  private static final JsonReaderFactory READERS =
      Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

  private StrictJson() {}

  /// Throws some [RuntimeException] where the bytes are no such object.
  static JsonObject object(byte[] utf8) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      return READERS.createReader(new StringReader(text)).readObject();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
