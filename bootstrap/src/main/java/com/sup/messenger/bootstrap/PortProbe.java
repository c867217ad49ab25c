package com.sup.messenger.bootstrap;

import com.sup.messenger.application.port.Variable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// Looks at ports before the listeners do: Helidon tells of one that is taken by a stack trace in
/// the log.
final class PortProbe implements AutoCloseable {

  private final List<ServerSocket> taken = new ArrayList<>();

  /// Takes a port until this is closed, so that no two variables name the same.
  ///
  /// @param variable what names the port
  /// @throws StartFailedException where it cannot be listened on
  void take(Variable<Integer> variable, int port) {
    try {
      ServerSocket probe = new ServerSocket();
      taken.add(probe);
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(port));
    } catch (IOException e) {
      throw new StartFailedException(
          variable.name() + "=" + port + ": cannot be listened on: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    for (ServerSocket probe : taken) {
      try {
        probe.close();
      } catch (IOException _) {
        // The listener will tell.
      }
    }
  }
}
