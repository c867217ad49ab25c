package com.sup.messenger.listener;

import com.sup.messenger.listener.http.Framing;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/// Holds each request to its deadline, and ends the connection after the last one.
final class RequestFilter implements Filter {

  static final RequestFilter FILTER = new RequestFilter();

  private RequestFilter() {}

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    TcpConnection connection = TcpConnection.current();
    Framing.check(request, response);
    if (hasBody(request)) {
      response.beforeSend(() -> closeIfUnread(request, response));
    }
    connection.answering(request.prologue().method().equals(Method.HEAD));
    try {
      chain.proceed();
    } finally {
      connection.answered();
    }
    if (response.isSent() && isLast(connection, request, response)) {
      throw new CloseConnectionException("The request was the last");
    }
    if (connection.hasMore()) {
      // There may be a thousand requests.
      connection.turn().end();
    }
  }

  // The rest of a refused body must not be read as the next request.
  private static void closeIfUnread(RoutingRequest request, RoutingResponse response) {
    if (response.status().code() >= 400 && !request.content().consumed()) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
  }

  // RFC 9112 section 9.6. Helidon announces the end in its answer, and still waits for a request:
  // helidon-io/helidon 12324, "WebServer does not close HTTP/1.1 connections after Connection:
  // close".
  private static boolean isLast(
      TcpConnection connection, RoutingRequest request, RoutingResponse response) {
    return connection.isLast()
        || request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
        || response.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
  }

  private static boolean hasBody(RoutingRequest request) {
    return request.headers().contains(HeaderNames.CONTENT_LENGTH)
        || request.headers().contains(HeaderNames.TRANSFER_ENCODING);
  }
}
