package com.sup.messenger.websocket.engineio;

import com.sup.messenger.websocket.engineio.RequestDeadline.Limits;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.List;
import java.util.Set;

/// What every listener bears of its connections: [how long they take][RequestDeadline], [how many
/// say nothing][Owing], and [what is no HTTP][StrictReader].
public final class ConnectionGuard {

  /// Of the connections that a listener may have, so much is kept for those that come.
  private static final int ROOM = 16;

  private ConnectionGuard() {}

  /// Guards a listener; to be called when it has its connection selectors and may have no more
  /// connections than it should, and routes have not been added.
  public static void guard(
      ListenerConfig.BuilderBase<?, ?> listener, HttpRouting.Builder routing, Limits limits) {
    int most = listener.maxTcpConnections();
    Owing owing = new Owing(most < 0 ? Integer.MAX_VALUE : most - Math.ceilDiv(most, ROOM));
    List<ServerConnectionSelector> selectors = List.copyOf(listener.connectionSelectors());
    listener.connectionSelectors(
        selectors.stream()
            .<ServerConnectionSelector>map(s -> new Guarded(s, limits, owing))
            .toList());
    routing.addFilter(
        (chain, request, response) -> {
          Framing.check(request, response);
          RequestDeadline.within(chain::proceed);
          endIfLast(request, response);
          // A virtual thread leaves its processor when it waits: one that has a thousand requests
          // at hand would not, and all others would wait.
          Thread.yield();
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

  private record Guarded(ServerConnectionSelector selector, Limits limits, Owing owing)
      implements ServerConnectionSelector {

    @Override
    public int bytesToIdentifyConnection() {
      return selector.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
      return selector.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
      return selector.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
      RequestDeadline deadline = new RequestDeadline(context, limits, owing);
      return new GuardedConnection(
          selector.connection(GuardedContext.of(context)), deadline::guard);
    }
  }
}
