package com.sup.messenger.bootstrap;

import com.sup.messenger.application.port.Variable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Looks at a port before a listener does: Helidon tells of a port that is taken by a stack trace
/// in
/// the log.
final class PortProbe {

  private PortProbe() {}

  /// @param variable what names the port
  /// @throws StartFailedException where it cannot be listened on
  static void requireFree(Variable<Integer> variable, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(port));
    } catch (IOException e) {
      throw new StartFailedException(
          variable.name() + "=" + port + ": cannot be listened on: " + e.getMessage());
    }
  }
}
