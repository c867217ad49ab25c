package com.sup.messenger.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A PostgreSQL server of our own, on a free port of the loopback. It ends with this JVM.
///
/// It is the one of Debian, the newest that is installed. As PostgreSQL refuses to run as root, it
/// runs as Debian's user `postgres` then.
public final class PostgresProcess implements AutoCloseable {

  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  /// It outlives the crash of a process, not that of the machine.
  private static final List<String> QUICK = List.of("-c", "fsync=off");

  private final Path directory = newDirectory();
  private final int port = freePort();
  private final List<String> options;
  private Process process;

  private PostgresProcess(List<String> options) {
    this.options = List.copyOf(options);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    run("initdb", "--pgdata=" + data(), "--username=sup", "--auth=trust", "--no-sync");
    start();
  }

  /// Starts a server that does not wait for the disk.
  public static PostgresProcess open() {
    return new PostgresProcess(QUICK);
  }

  /// Starts a server that writes each commit to the disk, as in production.
  public static PostgresProcess durable() {
    return new PostgresProcess(List.of());
  }

  /// Returns true if the machine has a server.
  public static boolean isInstalled() {
    return binaries().isPresent();
  }

  private static Optional<Path> binaries() {
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(binaries -> Files.isExecutable(binaries.resolve("postgres")))
          .max(Path::compareTo);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Path newDirectory() {
    try {
      Path directory = Files.createTempDirectory("postgres");
      if (ROOT) {
        Files.setOwner(
            directory,
            FileSystems.getDefault()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName("postgres"));
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As for Redis: below the ports that systems give for any free port.
  private static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_768);
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (IOException _) {
        // It is not free.
      }
    }
  }

  private Path data() {
    return directory.resolve("data");
  }

  private Path log() {
    return directory.resolve("log");
  }

  private ProcessBuilder command(String binary, String... arguments) {
    List<String> command = new ArrayList<>();
    if (ROOT) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
    }
    command.add(binaries().orElseThrow().resolve(binary).toString());
    Collections.addAll(command, arguments);
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log().toFile());
  }

  private void run(String binary, String... arguments) {
    try {
      int code = command(binary, arguments).start().waitFor();
      if (code != 0) {
        throw new IllegalStateException(binary + ": " + Files.readString(log()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Starts the server again on the same port, after [#kill].
  public void start() {
    List<String> all = new ArrayList<>(List.of("-D", data().toString(), "-p", "" + port));
    all.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
    all.addAll(List.of("-c", "max_connections=200"));
    all.addAll(options);
    try {
      process = command("postgres", all.toArray(String[]::new)).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(30))
        .until(() -> Files.readString(log()).contains("ready to accept connections"));
  }

  /// Returns the JDBC URL of its database.
  public String url() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres?user=sup".formatted(port);
  }

  /// Stops all its processes as they are. They read nothing until [#resume].
  public void pause() {
    signal("STOP");
  }

  /// Continues after [#pause].
  public void resume() {
    signal("CONT");
  }

  /// Kills all its processes, without a warning to its clients.
  public void kill() {
    List<ProcessHandle> all = processes();
    signal("KILL", all);
    // A new server refuses the memory that an old process still has.
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  /// Returns the first process, which starts the others, and these.
  private List<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  /// Signals the first process, then the others: it starts none meanwhile.
  private void signal(String name) {
    signal(name, List.of(process.toHandle()));
    signal(name, processes());
  }

  private static void signal(String name, List<ProcessHandle> processes) {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(one -> command.add("" + one.pid()));
    try {
      new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      kill();
    }
    delete(directory);
  }

  private static void delete(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      all.sorted(Collections.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException | UncheckedIOException _) {
      // It is gone, or goes with the machine.
    }
  }
}
