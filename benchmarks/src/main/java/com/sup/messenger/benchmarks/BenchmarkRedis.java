package com.sup.messenger.benchmarks;

import com.sup.messenger.redis.connection.RespCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A redis-server of our own on the loopback, which stores nothing on the disk.
final class BenchmarkRedis implements AutoCloseable {

  private static final int MAX_TRIES = 100;

  private final int port;
  private final Process process;

  private BenchmarkRedis(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  /// Starts `redis-server` of the path, and waits until it answers.
  ///
  /// @throws IOException if it cannot be started
  static BenchmarkRedis start() throws IOException, InterruptedException {
    int port = freePort();
    List<String> command =
        List.of("redis-server", "--port", "" + port, "--save", "", "--appendonly", "no");
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    BenchmarkRedis redis = new BenchmarkRedis(port, process);
    redis.awaitStart();
    return redis;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitStart() throws InterruptedException {
    for (int i = 0; i < MAX_TRIES; i++) {
      try {
        ask("PING");
        return;
      } catch (UncheckedIOException _) {
        process.waitFor(100, TimeUnit.MILLISECONDS);
      }
    }
    throw new IllegalStateException("redis-server does not start");
  }

  /// Returns its address as `REDIS_URL` has it.
  String url() {
    return "redis://127.0.0.1:" + port;
  }

  /// Returns its use of resources since its start.
  RedisUsage usage() {
    return RedisUsage.of(ask("INFO", "everything"));
  }

  private String ask(String... command) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      RespCodec codec = new RespCodec(socket);
      codec.write(List.of(command));
      codec.flush();
      return codec.read() instanceof byte[] text ? new String(text, StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
