package com.sup.messenger.bootstrap;

import java.time.Duration;

/// Ends the process on SIGTERM and SIGINT, with exit code 0. Ends it in time even if a step hangs.
final class Shutdown {

  private static final System.Logger LOG = System.getLogger(Shutdown.class.getName());

  /// The time for the last step of the end.
  private static final Duration MARGIN = Duration.ofMillis(500);

  private Shutdown() {}

  /// Drains and closes the server when the process gets a signal to end.
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
          closed ? "SUP Messenger has stopped" : "SHUTDOWN_TIMEOUT is over: open sessions are cut");
    } catch (InterruptedException _) {
      // The end follows in any case.
    }
    // Without this, the signal would set the exit code.
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
