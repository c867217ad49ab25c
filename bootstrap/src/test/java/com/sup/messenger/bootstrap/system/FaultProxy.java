package com.sup.messenger.bootstrap.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/// Forwards TCP connections to a port of the loopback, until it is cut. Then it resets open
/// connections and closes new ones, until it is mended.
public final class FaultProxy implements AutoCloseable {

  private final LoopbackListener listener = new LoopbackListener(this::serve);
  private final int target;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile boolean cut;

  public FaultProxy(int target) {
    this.target = target;
    listener.start();
  }

  public int port() {
    return listener.port();
  }

  public void cut() {
    cut = true;
    listener.open().forEach(FaultProxy::reset);
  }

  public void mend() {
    cut = false;
    gate.countDown();
  }

  /// Lets connections wait until it is mended.
  void hold() {
    gate = new CountDownLatch(1);
  }

  /// Returns the number of connections that are open or wait.
  int connections() {
    return listener.open().size();
  }

  private void serve(Socket client) throws IOException, InterruptedException {
    gate.await();
    if (!cut) {
      join(client);
    }
  }

  private void join(Socket client) throws IOException, InterruptedException {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      server.setTcpNoDelay(true);
      Thread back = Thread.startVirtualThread(() -> pump(server, client));
      pump(client, server);
      back.join();
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // One side has closed the connection.
    } finally {
      reset(from);
      reset(to);
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException _) {
      // The proxy was closed.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }
}
