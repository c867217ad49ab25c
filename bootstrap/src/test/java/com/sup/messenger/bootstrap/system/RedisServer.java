package com.sup.messenger.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;

/// A Redis of a test's own, on a free port of the loopback, that keeps nothing.
public final class RedisServer implements AutoCloseable {

  private final int port = freePort();
  private final ChildProcess process =
      ChildProcess.start(
          Map.of("PATH", System.getenv("PATH")),
          List.of("redis-server", "--port", "" + port, "--bind", "127.0.0.1", "--save", ""));

  public RedisServer() {
    process.await("Ready to accept connections");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.close();
  }
}
