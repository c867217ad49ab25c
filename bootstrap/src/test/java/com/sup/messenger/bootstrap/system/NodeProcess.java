package com.sup.messenger.bootstrap.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Node.js with the official client beside its scripts.
final class NodeProcess {

  /// Where `src/test/node` stands, with its packages.
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
