package com.sup.messenger.http;

import com.sup.messenger.domain.Refusal;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;

/// The limits of the service API's listener: size of requests, number of connections, error
/// answers.
public final class ServiceApiListener {

  private static final int MAX_REQUEST_LINE = 4 * 1024;
  private static final int MAX_HEADERS = 16 * 1024;

  /// The longest body, in bytes, that the listener lets through. It is above the bound of a route,
  /// so that a route can answer a body that is somewhat too long.
  public static final long MAX_PAYLOAD = 4L * RequestBody.MAX_BYTES;

  /// The greatest number of connections.
  public static final int MAX_CONNECTIONS = 512;

  private ServiceApiListener() {}

  /// Makes the HTTP/1.1 reader, with bounds on the request line and the headers.
  public static Http1ConnectionSelector http1() {
    return Http1ConnectionSelector.builder()
        .config(
            Http1Config.builder()
                .maxPrologueLength(MAX_REQUEST_LINE)
                .maxHeadersSize(MAX_HEADERS)
                .build())
        .build();
  }

  /// Makes the handlers that answer in JSON if a request fails before it reaches a route.
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
    ApiAnswer answer = failure(type, status);
    return DirectHandler.TransportResponse.builder()
        .status(status)
        .headers(headers)
        .header(HeaderValues.CONTENT_TYPE_JSON)
        .keepAlive(false)
        .entity(String.valueOf(answer.body()))
        .build();
  }

  private static ApiAnswer failure(DirectHandler.EventType type, Status status) {
    if (type == DirectHandler.EventType.INTERNAL_ERROR) {
      return ApiAnswer.failure(status, Refusal.INTERNAL.name(), "Internal error");
    }
    // Helidon has the type BAD_REQUEST for a body whose `Content-Length` is too large. No upstream
    // issue says so; `ServiceApiDoorTest` shows it.
    return status.code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()
        ? ApiAnswer.failure(status, "PAYLOAD_TOO_LARGE", "The request is too large")
        : ApiAnswer.failure(
            status, Refusal.INVALID_PAYLOAD.name(), "The request is not valid HTTP");
  }
}
