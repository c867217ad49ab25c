package com.sup.messenger.bootstrap;

import com.sup.messenger.application.port.Variable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// Looks at ports before anything else begins, so that one that is taken ends the start at once.
final class PortProbe implements AutoCloseable {

  private final List<ServerSocket> taken = new ArrayList<>();

  /// Takes an address with its port until this is closed, so that no two variables name the same.
  ///
  /// @param port what names the port
  /// @param host what names the address
  /// @throws StartFailedException if it cannot be listened on
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
        // The listener will tell.
      }
    }
  }
}
