package com.sup.messenger.http;

import com.sup.messenger.domain.Refusal;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.time.Duration;

/// What the listener of the service API bears: how much comes in, how many, and how slowly.
public final class ServiceApiListener {

  private static final int MAX_REQUEST_LINE = 4 * 1024;
  private static final int MAX_HEADERS = 16 * 1024;
  private static final int SEND_BUFFER = 64 * 1024;
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /// How many connections a listener may have.
  public static final int MAX_CONNECTIONS = 512;

  private ServiceApiListener() {}

  /// Sets the limits on a listener; what does not come as far as a route is answered in JSON too.
  public static void configure(ListenerConfig.BuilderBase<?, ?> listener) {
    listener
        .protocolsDiscoverServices(false)
        .addConnectionSelector(
            Http1ConnectionSelector.builder()
                .config(
                    Http1Config.builder()
                        .maxPrologueLength(MAX_REQUEST_LINE)
                        .maxHeadersSize(MAX_HEADERS)
                        .build())
                .build())
        .maxTcpConnections(MAX_CONNECTIONS)
        .idleConnectionPeriod(SILENCE.dividedBy(3))
        .idleConnectionTimeout(SILENCE)
        // Somewhat more than a body may have, so that it can be refused politely.
        .maxPayloadSize(4L * RequestBody.MAX_BYTES)
        .connectionOptions(
            SocketOptions.builder()
                .tcpNoDelay(true)
                // Else the kernel takes megabytes of answers for a client that reads none.
                .socketSendBufferSize(SEND_BUFFER)
                .build())
        .directHandlers(failures());
  }

  private static DirectHandlers failures() {
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
