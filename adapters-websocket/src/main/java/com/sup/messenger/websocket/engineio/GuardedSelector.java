package com.sup.messenger.websocket.engineio;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Has the work of each connection run by something, over a [context][GuardedContext] that is
/// guarded.
record GuardedSelector(
    ServerConnectionSelector selector, Function<ConnectionContext, GuardedConnection.Runner> guard)
    implements ServerConnectionSelector {

  /// Does so with all selectors that a listener has; the guard is asked once for each connection,
  /// before anything is read of it but a TLS handshake.
  static void guard(
      ListenerConfig.BuilderBase<?, ?> listener,
      Function<ConnectionContext, GuardedConnection.Runner> guard) {
    listener.connectionSelectors(
        List.copyOf(listener.connectionSelectors()).stream()
            .<ServerConnectionSelector>map(selector -> new GuardedSelector(selector, guard))
            .toList());
  }

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
    GuardedConnection.Runner runner = guard.apply(context);
    return new GuardedConnection(selector.connection(GuardedContext.of(context)), runner);
  }
}
