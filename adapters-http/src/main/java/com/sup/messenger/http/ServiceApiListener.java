package com.sup.messenger.http;

import com.sup.messenger.domain.Refusal;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;

/// What the listener of the service API bears: how much comes in, how many, and how slowly.
public final class ServiceApiListener {

  private static final int MAX_REQUEST_LINE = 4 * 1024;
  private static final int MAX_HEADERS = 16 * 1024;

  /// The longest body, in bytes, that reaches a route: somewhat more than a route takes, so that it
  /// can be refused politely.
  public static final long MAX_PAYLOAD = 4L * RequestBody.MAX_BYTES;

  /// How many connections a listener may have.
  public static final int MAX_CONNECTIONS = 512;

  private ServiceApiListener() {}

  /// Reads requests of a bounded size.
  public static Http1ConnectionSelector http1() {
    return Http1ConnectionSelector.builder()
        .config(
            Http1Config.builder()
                .maxPrologueLength(MAX_REQUEST_LINE)
                .maxHeadersSize(MAX_HEADERS)
                .build())
        .build();
  }

  /// Answers in JSON what does not come as far as a route.
  public static DirectHandlers failures() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, ServiceApiListener::failure);
    }
    return handlers.build();
  }

  private static DirectHandler.TransportResponse failure(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    Answer answer = failure(type, status);
    return DirectHandler.TransportResponse.builder()
        .status(status)
        .headers(headers)
        .header(HeaderValues.CONTENT_TYPE_JSON)
        .keepAlive(false)
        .entity(String.valueOf(answer.body()))
        .build();
  }

  private static Answer failure(DirectHandler.EventType type, Status status) {
    if (type == DirectHandler.EventType.INTERNAL_ERROR) {
      return Answer.failure(status, Refusal.INTERNAL.name(), "Internal error");
    }
    // Helidon calls a body that says how long it is a bad request.
    return status.code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()
        ? Answer.failure(status, "PAYLOAD_TOO_LARGE", "The request is too large")
        : Answer.failure(
            status, Refusal.INVALID_PAYLOAD.name(), "The request is not what HTTP wants");
  }
}
