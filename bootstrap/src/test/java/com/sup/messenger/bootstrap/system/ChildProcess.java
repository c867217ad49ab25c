package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A process that ends with the test that started it.
final class ChildProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private ChildProcess(Process process) {
    this.process = process;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    this.reader = Thread.startVirtualThread(this::read);
  }

  /// Starts a command with these variables and no others.
  static ChildProcess start(Map<String, String> variables, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(variables);
    try {
      return new ChildProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader output = process.inputReader()) {
      output.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException _) {
      // The process was ended.
    }
  }

  long pid() {
    return process.pid();
  }

  /// Returns the lines that it has written so far, errors included.
  List<String> lines() {
    return List.copyOf(lines);
  }

  /// Waits until a line contains the text.
  void await(String text) {
    await(text, PATIENCE);
  }

  void await(String text, Duration patience) {
    Awaitility.await()
        .atMost(patience)
        .untilAsserted(() -> assertThat(String.join("\n", lines)).contains(text));
  }

  /// Waits for its end and all of its output. Returns its exit code.
  int awaitEnd(Duration patience) throws InterruptedException {
    assertThat(process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS))
        .as("ended after %s, having written %s", patience, lines)
        .isTrue();
    reader.join();
    return process.exitValue();
  }

  /// Asks it to end, by SIGTERM.
  void terminate() {
    // Process.destroy would close its output too.
    process.toHandle().destroy();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
