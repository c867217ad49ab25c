package com.sup.messenger.bootstrap.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;

/// The surroundings of a command.
///
/// @param variables the environment variables
/// @param in the standard input
/// @param out the standard output, flushed at each line
public record Terminal(Map<String, String> variables, InputStream in, PrintWriter out) {

  /// Returns the terminal of this process.
  public static Terminal ofProcess() {
    return new Terminal(
        System.getenv(), System.in, new PrintWriter(System.out, true, System.out.charset()));
  }

  void print(String line) {
    out.println(line);
  }
}
