package com.sup.messenger.websocket.engineio;

import io.helidon.webserver.ConnectionContext;
import java.io.Closeable;
import java.io.IOException;

/// Closes a connection's socket from any thread.
final class SocketCloser {
  private static final System.Logger LOGGER = System.getLogger(SocketCloser.class.getName());

  private SocketCloser() {}

  /// Never blocks, never fails.
  static void close(ConnectionContext connection) {
    if (connection.isSecure()) {
      closeSecure(connection.serverSocket()::close);
    } else {
      closeNow(connection.serverSocket()::close);
    }
  }

  /// The same, for a socket of TLS.
  ///
  /// TLS waits for the lock of a write to say goodbye; a second close ends that, where the socket
  /// lingers: see WebSocketConnection.terminate.
  static void closeSecure(Closeable socket) {
    Thread.startVirtualThread(() -> closeNow(socket));
    Thread.startVirtualThread(() -> closeNow(socket));
  }

  private static void closeNow(Closeable socket) {
    try {
      socket.close();
    } catch (IOException | RuntimeException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "Closing a socket failed: {0}", e.getClass());
    }
  }
}
