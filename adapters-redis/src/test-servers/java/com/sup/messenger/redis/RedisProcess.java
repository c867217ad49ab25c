package com.sup.messenger.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sup.messenger.redis.connection.RespCodec;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import redis.embedded.RedisExecProvider;

/// A redis-server of our own, on a free port of the loopback. It ends with this JVM.
public final class RedisProcess implements AutoCloseable {

  private static final File BINARY = binary();

  private final String portOption;
  private final int port;
  private final Path directory;
  private final List<String> options;
  private Process process;

  private RedisProcess(String portOption, String... options) {
    this.portOption = portOption;
    this.port = FreePort.find();
    this.directory = newDirectory();
    this.options = List.of(options);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    start();
  }

  /// Starts a server.
  ///
  /// @param options as `--name value`
  public static RedisProcess open(String... options) {
    return new RedisProcess("--port", options);
  }

  /// Starts a server that speaks only TLS, wants no certificate of clients, and takes no
  /// [#command].
  public static RedisProcess tls(Path certificate, Path key, String... options) {
    List<String> all = new ArrayList<>(List.of("--port", "0", "--tls-auth-clients", "no"));
    all.addAll(List.of("--tls-cert-file", certificate.toString()));
    all.addAll(List.of("--tls-key-file", key.toString()));
    all.addAll(List.of("--tls-ca-cert-file", certificate.toString()));
    all.addAll(List.of(options));
    return new RedisProcess("--tls-port", all.toArray(String[]::new));
  }

  /// Returns the path of the redis-server.
  public static String binaryPath() {
    return BINARY.getAbsolutePath();
  }

  private static File binary() {
    try {
      return RedisExecProvider.defaultProvider().get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path newDirectory() {
    try {
      Path directory = Files.createTempDirectory("redis");
      directory.toFile().deleteOnExit();
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts the server again on the same port, after [#kill].
  public void start() {
    List<String> command = new ArrayList<>(List.of(BINARY.getAbsolutePath()));
    command.addAll(List.of(portOption, port + "", "--bind", "127.0.0.1", "--save", ""));
    command.addAll(List.of("--dir", directory.toString(), "--protected-mode", "no"));
    command.addAll(options);
    Path log = directory.resolve("log");
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Files.readString(log).contains("Ready to accept connections"));
  }

  /// Sends a command on a connection of its own.
  ///
  /// @return a text, a number, or a list of these
  public Object command(String... words) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      RespCodec codec = new RespCodec(socket);
      codec.write(List.of(words));
      codec.flush();
      return readable(codec.read());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object readable(Object said) {
    return switch (said) {
      case RespCodec.Refused(String code) -> throw new IllegalStateException(code);
      case byte[] bytes -> new String(bytes, UTF_8);
      case List<?> list -> list.stream().map(RedisProcess::readable).toList();
      default -> said;
    };
  }

  public int port() {
    return port;
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /// Stops the process as it is. It reads nothing until [#resume].
  public void pause() {
    signal("STOP");
  }

  /// Continues after [#pause].
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, process.pid() + "").start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Kills the process, without a warning to its clients.
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
    delete(directory.toFile());
  }

  private static void delete(File file) {
    File[] inside = file.listFiles();
    for (File one : inside == null ? new File[0] : inside) {
      delete(one);
    }
    file.delete();
  }
}
