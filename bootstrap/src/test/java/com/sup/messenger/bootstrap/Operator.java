package com.sup.messenger.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sup.messenger.bootstrap.cli.Sup;
import com.sup.messenger.bootstrap.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An operator who runs the command line in this process.
///
/// @param variables the environment of the commands
record Operator(Map<String, String> variables) {

  /// A finished command.
  record Answer(int code, String text) {}

  /// Returns an operator who knows the key of a service.
  static Operator of(RunningService service, String key) {
    return new Operator(
        Map.of("SUP_API_URL", service.backEnd(key).uri().toString(), "SERVICE_API_KEY", key));
  }

  /// Returns the operator with one more variable.
  Operator with(String name, String value) {
    Map<String, String> more = new HashMap<>(variables);
    more.put(name, value);
    return new Operator(more);
  }

  /// A command that runs.
  ///
  /// @param text its output so far
  record Running(Thread thread, StringBuffer text) implements AutoCloseable {

    @Override
    public void close() {
      thread.interrupt();
    }
  }

  /// Starts a command, which is interrupted when the result is closed.
  Running start(String... command) {
    StringWriter text = new StringWriter();
    Terminal terminal =
        new Terminal(variables, InputStream.nullInputStream(), new PrintWriter(text, true));
    return new Running(
        Thread.startVirtualThread(() -> Sup.run(terminal, command)), text.getBuffer());
  }

  Answer run(String... command) {
    return runWith("", command);
  }

  /// Runs a command with a text as its standard input.
  Answer runWith(String input, String... command) {
    StringWriter text = new StringWriter();
    Terminal terminal =
        new Terminal(
            variables, new ByteArrayInputStream(input.getBytes(UTF_8)), new PrintWriter(text));
    int code = Sup.run(terminal, command);
    return new Answer(code, List.of(command) + "\n" + text);
  }
}
