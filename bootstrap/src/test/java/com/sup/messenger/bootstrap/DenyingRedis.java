package com.sup.messenger.bootstrap;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A server that refuses as a Redis in protected mode does: one error, then the end. A real one
/// admits the loopback.
record DenyingRedis(ServerSocket server) implements AutoCloseable {

  static DenyingRedis open() throws IOException {
    DenyingRedis denying =
        new DenyingRedis(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.startVirtualThread(denying::serve);
    return denying;
  }

  String url() {
    return "redis://127.0.0.1:" + server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        client
            .getOutputStream()
            .write("-DENIED Redis is running in protected mode\r\n".getBytes(US_ASCII));
      } catch (IOException _) {
        // The next client comes, or the server is closed.
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
