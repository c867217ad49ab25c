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
  private final ChildProcess process;

  public RedisServer() {
    this("--port");
  }

  private RedisServer(String portOption, String... more) {
    List<String> command =
        List.of("redis-server", portOption, "" + port, "--bind", "127.0.0.1", "--save", "");
    process =
        ChildProcess.start(Map.of("PATH", System.getenv("PATH")), Balancer.concat(command, more));
    process.await("Ready to accept connections");
  }

  /// One that is reached by TLS alone, and wants no certificate of clients.
  ///
  /// @param more options
  static RedisServer tls(SelfSigned identity, String... more) {
    List<String> options =
        List.of(
            "--port",
            "0",
            "--tls-cert-file",
            identity.certificate().toString(),
            "--tls-key-file",
            identity.key().toString(),
            "--tls-ca-cert-file",
            identity.certificate().toString(),
            "--tls-auth-clients",
            "no");
    return new RedisServer("--tls-port", Balancer.concat(options, more).toArray(String[]::new));
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
