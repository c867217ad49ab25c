package com.sup.messenger.websocket.engineio;

import com.sup.messenger.websocket.engineio.RequestDeadline.Limits;
import com.sup.messenger.websocket.rfc6455.Turn;
import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// What every listener bears of its connections: [how long they take][RequestDeadline], [how many
/// say nothing][Owing], [their handshakes][TlsHandshakes], and [what is no HTTP][StrictReader].
public final class ConnectionGuard {

  /// Of the connections that a listener may have, so much is kept for those that come.
  private static final int ROOM = 16;

  private ConnectionGuard() {}

  /// Guards a listener; to be called when routes have not been added, and all else is set.
  public static void guard(
      ListenerConfig.BuilderBase<?, ?> listener, HttpRouting.Builder routing, Limits limits) {
    int most = listener.maxTcpConnections();
    Owing owing = new Owing(most < 0 ? Integer.MAX_VALUE : most - Math.ceilDiv(most, ROOM));
    GuardedSelector.guard(
        listener,
        (selector, context) -> {
          GuardedContext guarded = GuardedContext.of(context);
          return new GuardedConnection(
              selector.connection(guarded), new RequestDeadline(guarded, limits, owing)::guard);
        });
    if (listener.tls().filter(Tls::enabled).isPresent()) {
      TlsHandshakes.guard(listener, limits.head());
    }
    routing.addFilter(
        (chain, request, response) -> {
          Framing.check(request, response);
          RequestDeadline.within(chain::proceed);
          endIfLast(request, response);
          if (RequestDeadline.isNextAtHand()) {
            // There may be a thousand.
            Turn.end();
          }
        });
  }

  // RFC 9112 section 9.6: Helidon says so in its answer, and waits for the next request.
  private static void endIfLast(ServerRequest request, ServerResponse response) {
    if (response.isSent()
        && (request.headers().contains(HeaderValues.CONNECTION_CLOSE)
            || response.headers().contains(HeaderValues.CONNECTION_CLOSE))) {
      throw new CloseConnectionException("The request was the last");
    }
  }
}
