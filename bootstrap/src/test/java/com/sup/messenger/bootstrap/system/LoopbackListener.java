package com.sup.messenger.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Accepts TCP connections on a free port of the loopback. A thread of its own serves each
/// connection and then closes it.
final class LoopbackListener implements AutoCloseable {

  /// Serves a connection. An [IOException] means that one side has closed it, which is no fault.
  interface Service {
    void serve(Socket client) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final Service service;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  LoopbackListener(Service service) {
    this.service = service;
    try {
      listener = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Begins to accept connections.
  void start() {
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /// Returns the connections that are open, with those that their service added.
  Set<Socket> open() {
    return open;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Thread.startVirtualThread(() -> serve(client));
      }
    } catch (IOException _) {
      // The listener was closed.
    }
  }

  private void serve(Socket client) {
    open.add(client);
    try (client) {
      client.setTcpNoDelay(true);
      service.serve(client);
    } catch (IOException | RuntimeException _) {
      // One side has closed the connection, so the other is closed too.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  /// Stops to accept connections. Open ones stay open.
  @Override
  public void close() throws IOException {
    listener.close();
  }
}
