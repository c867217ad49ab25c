package com.sup.messenger.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Takes TCP connections on a free port of the loopback, each served by a thread of its own and
/// closed afterwards.
final class LoopbackListener implements AutoCloseable {

  /// What is done with a connection; that one side has gone is its end, and no fault.
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

  /// Begins to take connections.
  void start() {
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /// The connections that are served now, and what their service has added to them.
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
      // Closed.
    }
  }

  private void serve(Socket client) {
    open.add(client);
    try (client) {
      client.setTcpNoDelay(true);
      service.serve(client);
    } catch (IOException | RuntimeException _) {
      // One side has gone, and so does the other.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  /// Takes no more; those that are open stay.
  @Override
  public void close() throws IOException {
    listener.close();
  }
}
