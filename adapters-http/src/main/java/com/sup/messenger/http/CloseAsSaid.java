package com.sup.messenger.http;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/// Ends the connection after an answer that says so (RFC 9112, section 9.6). Helidon leaves that to
/// the client, and would take what is left of a body for the next request.
public final class CloseAsSaid implements Filter {

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    chain.proceed();
    if (response.isSent() && response.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
      throw new CloseConnectionException("The answer was the last one");
    }
  }
}
