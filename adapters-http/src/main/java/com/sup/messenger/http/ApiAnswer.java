package com.sup.messenger.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.sup.messenger.http.trace.TraceStream;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to a call.
///
/// @param body the JSON body; null if the answer has none
/// @param stream the lines that are sent in place of a body; null if there are none
record ApiAnswer(
    Status status, @Nullable JsonNode body, List<Header> headers, @Nullable TraceStream stream) {

  private static final Header LINES =
      HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/x-ndjson");

  ApiAnswer(Status status, @Nullable JsonNode body, List<Header> headers) {
    this(status, body, headers, null);
  }

  static ApiAnswer stream(TraceStream stream) {
    return new ApiAnswer(Status.OK_200, null, List.of(LINES), stream);
  }

  static ApiAnswer ok(JsonNode body) {
    return new ApiAnswer(Status.OK_200, body, List.of());
  }

  static ApiAnswer created(JsonNode body) {
    return new ApiAnswer(Status.CREATED_201, body, List.of());
  }

  static ApiAnswer done() {
    return new ApiAnswer(Status.NO_CONTENT_204, null, List.of());
  }

  /// Makes an answer with the contract's error body: `{error, message}`.
  static ApiAnswer failure(Status status, String code, String message) {
    JsonNode body = JsonText.MAPPER.createObjectNode().put("error", code).put("message", message);
    return new ApiAnswer(status, body, List.of());
  }

  /// Returns the answer with this header in place of its others.
  ApiAnswer with(Header header) {
    return new ApiAnswer(status, body, List.of(header));
  }

  /// Returns the answer with `Connection: close`. The server then leaves the rest of the request
  /// unread.
  ApiAnswer closing() {
    return with(HeaderValues.CONNECTION_CLOSE);
  }

  ApiAnswer retryAfter(long seconds) {
    return with(HeaderValues.create(HeaderNames.RETRY_AFTER, seconds));
  }

  void send(ServerResponse response) {
    headers.forEach(response::header);
    if (stream != null) {
      send(response.status(status), stream);
    } else if (body == null) {
      response.status(status).send();
    } else {
      JsonText.send(response, status, body);
    }
  }

  private static void send(ServerResponse response, TraceStream stream) {
    try (stream;
        OutputStream lines = response.outputStream()) {
      stream.write(lines);
    } catch (IOException e) {
      throw new CloseConnectionException("The reader of a stream has left", e);
    }
  }
}
