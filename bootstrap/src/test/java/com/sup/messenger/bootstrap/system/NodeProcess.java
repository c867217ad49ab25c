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
    List<String> command =
        Stream.concat(Stream.of("node", FOLDER.resolve(script).toString()), Stream.of(arguments))
            .toList();
    return ChildProcess.start(Map.of(), command);
  }
}
