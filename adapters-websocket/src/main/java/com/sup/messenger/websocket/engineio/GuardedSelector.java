package com.sup.messenger.websocket.engineio;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.List;
import java.util.Set;

/// Makes connections as something says that guards them.
record GuardedSelector(ServerConnectionSelector selector, Guard guard)
    implements ServerConnectionSelector {

  /// Guards connections.
  interface Guard {

    /// One more, of which nothing has been read but a TLS handshake.
    ///
    /// @param selector makes it as it would be without a guard
    ServerConnection connection(ServerConnectionSelector selector, ConnectionContext context);
  }

  /// Has all connections guarded that a listener will have.
  static void guard(ListenerConfig.BuilderBase<?, ?> listener, Guard guard) {
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
    return guard.connection(selector, context);
  }
}
