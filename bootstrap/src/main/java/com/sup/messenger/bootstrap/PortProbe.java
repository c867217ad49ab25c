package com.sup.messenger.bootstrap;

import com.sup.messenger.application.port.spi.Variable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// Checks ports before anything else starts, so that a port that is taken ends the start at once.
final class PortProbe implements AutoCloseable {

  private final List<ServerSocket> taken = new ArrayList<>();

  /// Listens on an address until this is closed. Two variables with the same port are therefore
  /// found.
  ///
  /// @param port the variable of the port
  /// @param host the variable of the address
  /// @throws StartFailedException if the address is taken or cannot be used
  void take(Variable<Integer> port, Variable<?> host, InetSocketAddress address) {
    try {
      ServerSocket probe = new ServerSocket();
      taken.add(probe);
      probe.setReuseAddress(true);
      probe.bind(address);
    } catch (IOException e) {
      throw new StartFailedException(
          port.name()
              + "="
              + address.getPort()
              + ": cannot be listened on at "
              + host.name()
              + "="
              + address.getAddress().getHostAddress()
              + ": "
              + e.getMessage());
    }
  }

  @Override
  public void close() {
    for (ServerSocket probe : taken) {
      try {
        probe.close();
      } catch (IOException _) {
        // The listener will report it.
      }
    }
  }
}
