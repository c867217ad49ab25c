package com.sup.messenger.bootstrap;

import java.time.Duration;

/// Ends the process when it is told to (SIGTERM, SIGINT): with exit code 0, in time, whatever
/// hangs.
final class Shutdown {

  private static final System.Logger LOG = System.getLogger(Shutdown.class.getName());

  /// For the end itself.
  private static final Duration MARGIN = Duration.ofMillis(500);

  private Shutdown() {}

  /// Has the server drained and closed when the process is told to end.
  static void guard(MessengerServer server, Duration timeout) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> run(server, timeout), "shutdown"));
  }

  private static void run(MessengerServer server, Duration timeout) {
    LOG.log(System.Logger.Level.INFO, "SUP Messenger stops");
    Thread closing = Thread.ofVirtual().start(() -> close(server, timeout.dividedBy(2)));
    try {
      boolean closed = closing.join(patience(timeout));
      LOG.log(
          System.Logger.Level.INFO,
          closed ? "SUP Messenger has stopped" : "SHUTDOWN_TIMEOUT is over: what is left is cut");
    } catch (InterruptedException _) {
      // The end it is.
    }
    // A signal would end the process with an exit code of its own.
    Runtime.getRuntime().halt(0);
  }

  private static void close(MessengerServer server, Duration drain) {
    server.drain(drain);
    server.close();
  }

  private static Duration patience(Duration timeout) {
    Duration share = timeout.dividedBy(10);
    return timeout.minus(share.compareTo(MARGIN) < 0 ? share : MARGIN);
  }
}
