package com.sup.messenger.bootstrap.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Runs scripts in Node.js with the official client.
final class NodeProcess {

  /// The copy of `src/test/node`, with its packages.
  static final Path FOLDER = Path.of("target", "node");

  private NodeProcess() {}

  /// Runs a script of the folder.
  static ChildProcess run(String script, String... arguments) {
    return run(Map.of(), script, List.of(arguments));
  }

  /// Runs a script of the folder.
  ///
  /// @param variables its environment, beside that of this process
  static ChildProcess run(Map<String, String> variables, String script, List<String> arguments) {
    List<String> command =
        Stream.concat(Stream.of("node", FOLDER.resolve(script).toString()), arguments.stream())
            .toList();
    return ChildProcess.start(variables, command);
  }
}
