package com.sup.messenger.bootstrap.system;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Forwards TCP connections to a port of the loopback. The bytes of a client arrive after a
/// latency, in order. Answers are forwarded at once.
final class SlowLine implements AutoCloseable {

  private record Piece(byte[] bytes, long due) {}

  private final LoopbackListener listener = new LoopbackListener(this::serve);
  private final int target;
  private volatile Duration latency = Duration.ZERO;

  SlowLine(int target) {
    this.target = target;
    listener.start();
  }

  int port() {
    return listener.port();
  }

  /// Sets the latency from now on.
  void slow(Duration time) {
    latency = time;
  }

  private void serve(Socket client) throws IOException {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      server.setTcpNoDelay(true);
      listener.open().add(server);
      BlockingQueue<Piece> underWay = new LinkedBlockingQueue<>();
      Thread.startVirtualThread(() -> arrive(underWay, server));
      Thread.startVirtualThread(() -> answer(server, client));
      byte[] bytes = new byte[16_384];
      for (int count; (count = client.getInputStream().read(bytes)) > 0; ) {
        byte[] piece = Arrays.copyOf(bytes, count);
        underWay.add(new Piece(piece, System.nanoTime() + latency.toNanos()));
      }
    }
  }

  private static void arrive(BlockingQueue<Piece> underWay, Socket server) {
    try {
      OutputStream out = server.getOutputStream();
      while (!server.isClosed()) {
        Piece next = underWay.take();
        Thread.sleep(Duration.ofNanos(Math.max(0, next.due() - System.nanoTime())));
        out.write(next.bytes());
      }
    } catch (IOException _) {
      // One side has closed the connection.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(Socket server, Socket client) {
    try (client) {
      server.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException _) {
      // One side has closed the connection.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : listener.open()) {
      socket.close();
    }
  }
}
