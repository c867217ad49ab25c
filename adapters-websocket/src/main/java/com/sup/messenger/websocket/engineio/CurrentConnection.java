package com.sup.messenger.websocket.engineio;

import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;

/// The connection that a thread serves.
///
/// Helidon shows it to a handler only through a [sink][ConnectionSink], and counts a response as
/// sent from then on. A handler that may still refuse needs the connection before that.
final class CurrentConnection {

  private static final ScopedValue<ConnectionContext> CURRENT = ScopedValue.newInstance();

  private CurrentConnection() {}

  /// The connection of the request that this thread handles.
  ///
  /// @throws java.util.NoSuchElementException if the listener's connections are not [known][#known]
  static ConnectionContext get() {
    return CURRENT.get();
  }

  /// Makes the connections known to the handlers of their requests.
  static ServerConnectionSelector known(ServerConnectionSelector selector) {
    return new GuardedSelector(selector, CurrentConnection::known);
  }

  private static ServerConnection known(
      ServerConnectionSelector selector, ConnectionContext context) {
    return new GuardedConnection(
        selector.connection(context), work -> ScopedValue.where(CURRENT, context).call(work::run));
  }
}
