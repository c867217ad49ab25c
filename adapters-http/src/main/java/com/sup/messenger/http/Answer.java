package com.sup.messenger.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to a call.
///
/// @param body the JSON body; null if the answer has none
record Answer(Status status, @Nullable JsonNode body, List<Header> headers) {

  static Answer ok(JsonNode body) {
    return new Answer(Status.OK_200, body, List.of());
  }

  static Answer created(JsonNode body) {
    return new Answer(Status.CREATED_201, body, List.of());
  }

  static Answer done() {
    return new Answer(Status.NO_CONTENT_204, null, List.of());
  }

  /// Makes an answer with the contract's error body: `{error, message}`.
  static Answer failure(Status status, String code, String message) {
    JsonNode body = Json.MAPPER.createObjectNode().put("error", code).put("message", message);
    return new Answer(status, body, List.of());
  }

  /// Returns the answer with this header in place of its others.
  Answer with(Header header) {
    return new Answer(status, body, List.of(header));
  }

  /// Returns the answer with `Connection: close`. The server then leaves the rest of the request
  /// unread.
  Answer closing() {
    return with(HeaderValues.CONNECTION_CLOSE);
  }

  Answer retryAfter(long seconds) {
    return with(HeaderValues.create(HeaderNames.RETRY_AFTER, seconds));
  }

  void send(ServerResponse response) {
    headers.forEach(response::header);
    if (body == null) {
      response.status(status).send();
    } else {
      Json.send(response, status, body);
    }
  }
}
