package com.sup.messenger.bootstrap.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Sets the priority of a thread.
///
/// Real attackers have machines of their own. Here they share the processors with the service, and
/// forty busy threads would leave it a twentieth of them.
final class Niceness {

  private Niceness() {}

  /// Gives the calling platform thread the lowest priority, if the system allows it.
  static void giveWay() {
    try {
      Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
      new ProcessBuilder("renice", "-n", "19", "-p", thread.toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException _) {
      // The system has no such threads or no such command. The attack then disturbs others more.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
