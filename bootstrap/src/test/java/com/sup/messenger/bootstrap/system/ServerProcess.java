package com.sup.messenger.bootstrap.system;

import com.sup.messenger.bootstrap.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The service in a JVM of its own.
public final class ServerProcess implements AutoCloseable {

  /// Options of a JVM as the image has them.
  private static final String[] SHIPPED = {
    "-Xmx768m",
    "-XX:+UseCompactObjectHeaders",
    "-XX:+UseG1GC",
    "-XX:MinHeapFreeRatio=10",
    "-XX:MaxHeapFreeRatio=30",
    "-XX:+ExitOnOutOfMemoryError"
  };

  /// Options of a JVM that starts quickly and takes little memory. Not for measurements of speed.
  public static final String[] LIGHT = {"-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"};

  private static final Path JDK = Path.of(System.getProperty("java.home"), "bin");
  private static final Pattern LISTENS = Pattern.compile("listens on port (\\d+)");

  private static final String BOUND = "Port (\\d+) of \\S+ is open for %s";

  private final ChildProcess process;
  private final HttpApi http;

  private ServerProcess(ChildProcess process) {
    this.process = process;
    process.await("listens on port");
    Matcher listens = LISTENS.matcher(String.join("\n", process.lines()));
    listens.find();
    this.http = new HttpApi(Integer.parseInt(listens.group(1)));
  }

  /// Starts the service on a free port, with the JVM options of the image. It serves when this
  /// returns.
  public static ServerProcess start(Map<String, String> variables) {
    return start(variables, SHIPPED);
  }

  /// Starts the service on a free port. It serves when this method returns.
  ///
  /// @param options the options of its JVM
  public static ServerProcess start(Map<String, String> variables, String... options) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("PORT", "0");
    environment.putIfAbsent("API_PORT", "0");
    ChildProcess process = run(environment, options);
    try {
      return new ServerProcess(process);
    } catch (RuntimeException | Error e) {
      process.close();
      throw e;
    }
  }

  /// Runs `main`, even if it fails.
  static ChildProcess launch(Map<String, String> variables) {
    return run(variables, LIGHT);
  }

  private static ChildProcess run(Map<String, String> variables, String... options) {
    List<String> command = new ArrayList<>();
    command.add(JDK.resolve("java").toString());
    command.addAll(List.of(options));
    command.add("-Dsup.stop-with-parent=true");
    command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    return ChildProcess.start(variables, command);
  }

  /// Returns the lines that it has logged so far.
  List<String> lines() {
    return process.lines();
  }

  /// Asks it to end, by SIGTERM.
  void terminate() {
    process.terminate();
  }

  /// Waits for its end. Returns its exit code.
  int awaitEnd(Duration patience) throws InterruptedException {
    return process.awaitEnd(patience);
  }

  HttpApi http() {
    return http;
  }

  public int port() {
    return http.port();
  }

  /// Returns the port of the service API.
  public int apiPort() {
    return port("api");
  }

  /// Returns the port of the metrics.
  public int metricsPort() {
    return port("metrics");
  }

  private int port(String listener) {
    Pattern bound = Pattern.compile(BOUND.formatted(listener));
    return lines().stream()
        .map(bound::matcher)
        .filter(Matcher::find)
        .mapToInt(port -> Integer.parseInt(port.group(1)))
        .findFirst()
        .orElseThrow();
  }

  /// Returns the live objects of its heap, after a full collection.
  HeapHistogram heap() throws InterruptedException {
    List<String> command =
        List.of(JDK.resolve("jcmd").toString(), Long.toString(process.pid()), "GC.class_histogram");
    try (ChildProcess jcmd = ChildProcess.start(Map.of(), command)) {
      jcmd.awaitEnd(Duration.ofSeconds(30));
      return HeapHistogram.parse(jcmd.lines());
    }
  }

  /// Returns its process id.
  long pid() {
    return process.pid();
  }

  /// Returns the state of its heap, without a collection.
  String memory() throws InterruptedException {
    List<String> command =
        List.of(JDK.resolve("jcmd").toString(), Long.toString(process.pid()), "GC.heap_info");
    try (ChildProcess jcmd = ChildProcess.start(Map.of(), command)) {
      jcmd.awaitEnd(Duration.ofSeconds(30));
      return jcmd.lines().stream()
          .filter(line -> line.contains("heap"))
          .findFirst()
          .orElse("")
          .strip();
    }
  }

  /// Returns its memory and its processor time.
  Cost cost() throws IOException {
    return Cost.of(process.pid());
  }

  /// The costs of a process, as Linux counts them.
  ///
  /// @param residentBytes the resident memory
  /// @param cpu the processor time that it has used
  record Cost(long residentBytes, Duration cpu) {
    private static final int TICK_MILLIS = 10;

    private static Cost of(long pid) throws IOException {
      Path directory = Path.of("/proc", Long.toString(pid));
      String kilobytes =
          Files.readAllLines(directory.resolve("status")).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .findFirst()
              .orElseThrow()
              .replaceAll("\\D", "");
      // After the name, which may hold blanks (proc(5)): utime and stime are fields 14 and 15.
      String stat = Files.readString(directory.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      return new Cost(Long.parseLong(kilobytes) * 1024, Duration.ofMillis(ticks * TICK_MILLIS));
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
