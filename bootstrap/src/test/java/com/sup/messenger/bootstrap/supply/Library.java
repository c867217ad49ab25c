package com.sup.messenger.bootstrap.supply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A shipped library.
///
/// @param name group and artifact, as in `io.netty:netty-common`
record Library(String name, String version) {

  private static final String OURS = "com.sup.messenger:";

  // io.netty:netty-common:jar:4.2.20.Final:compile, or with a classifier after the type
  private static final Pattern LINE =
      Pattern.compile("([\\w.-]+:[\\w.-]+):jar(?::[\\w.-]+)?:([\\w.-]+):(?:compile|runtime)\\b");

  /// Reads the libraries from a list that Maven made. Leaves out the project's own modules.
  static List<Library> in(Path list) throws IOException {
    return LINE.matcher(Files.readString(list))
        .results()
        .map(Library::of)
        .filter(library -> !library.name.startsWith(OURS))
        .toList();
  }

  private static Library of(MatchResult line) {
    return new Library(line.group(1), line.group(2));
  }

  @Override
  public String toString() {
    return name + ":" + version;
  }
}
