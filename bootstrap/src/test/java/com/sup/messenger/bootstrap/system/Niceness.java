package com.sup.messenger.bootstrap.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much of the processors a thread of the system asks for.
///
/// Attackers have machines of their own. Here they share the processors with the service, and forty
/// busy threads would leave it a twentieth of them.
final class Niceness {

  private Niceness() {}

  /// The calling platform thread gives way to all others, if the system lets it.
  static void giveWay() {
    try {
      Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
      new ProcessBuilder("renice", "-n", "19", "-p", thread.toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException _) {
      // There are no such threads, or no such command: others notice more.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
