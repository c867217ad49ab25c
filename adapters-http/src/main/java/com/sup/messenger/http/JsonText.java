package com.sup.messenger.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/// Reads and writes JSON bodies.
final class JsonText {

  static final JsonMapper MAPPER = new JsonMapper();

  private JsonText() {}

  static void send(ServerResponse response, Status status, JsonNode body) {
    response.status(status).header(HeaderValues.CONTENT_TYPE_JSON).send(bytes(body));
  }

  /// Sends the contract's error body: `{error, message}`.
  static void fail(ServerResponse response, Status status, String code, String message) {
    send(response, status, MAPPER.createObjectNode().put("error", code).put("message", message));
  }

  private static byte[] bytes(JsonNode body) {
    try {
      return MAPPER.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
