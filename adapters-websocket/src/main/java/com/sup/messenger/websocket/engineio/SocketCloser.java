package com.sup.messenger.websocket.engineio;

import io.helidon.webserver.ConnectionContext;

/// Closes a connection's socket from any thread.
final class SocketCloser {
  private static final System.Logger LOGGER = System.getLogger(SocketCloser.class.getName());

  private SocketCloser() {}

  /// Never blocks, never fails.
  static void close(ConnectionContext connection) {
    if (connection.isSecure()) {
      // TLS waits for the lock of a write to say goodbye; a second close ends that, where the
      // socket
      // lingers: see WebSocketConnection.terminate.
      Thread.startVirtualThread(() -> closeNow(connection));
      Thread.startVirtualThread(() -> closeNow(connection));
    } else {
      closeNow(connection);
    }
  }

  private static void closeNow(ConnectionContext connection) {
    try {
      connection.serverSocket().close();
    } catch (RuntimeException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "Closing a socket failed: {0}", e.getClass());
    }
  }
}
