package com.sup.messenger.bootstrap;

import com.sup.messenger.application.port.ConfigurationException;
import java.util.concurrent.CompletableFuture;

/// Starts the service and runs until the process is told to stop.
public final class Main {

  private static final int START_FAILED = 1;
  private static final int BAD_CONFIGURATION = 2;

  private Main() {}

  /// Reads the configuration from the environment; a bad value, or a port that is taken, ends the
  /// process with one line.
  public static void main(String[] arguments) {
    // Before anything touches a logger.
    System.setProperty("java.util.logging.manager", LastingLogs.class.getName());
    if (Boolean.getBoolean("sup.stop-with-parent")) {
      stopWithParent();
    }
    try {
      run(Configuration.from(System.getenv()));
    } catch (ConfigurationException e) {
      fail(e, BAD_CONFIGURATION);
    } catch (StartFailedException e) {
      fail(e, START_FAILED);
    }
  }

  // Not by the log, whose lines may be two.
  private static void fail(RuntimeException reason, int status) {
    System.err.println(reason.getMessage());
    System.exit(status);
  }

  private static void run(Configuration configuration) {
    Logging.configure(configuration);
    MessengerServer server = MessengerServer.start(configuration);
    Shutdown.guard(server, configuration.shutdownTimeout());
    System.getLogger(Main.class.getName())
        .log(
            System.Logger.Level.INFO,
            "SUP Messenger listens on port {0,number,#} ({1})",
            server.port(),
            configuration.profile());
  }

  // Maven does not hand a SIGTERM on to what exec:exec has started.
  private static void stopWithParent() {
    CompletableFuture<?> end = ProcessHandle.current().parent().orElseThrow().onExit();
    Thread.ofVirtual()
        .start(
            () -> {
              end.join();
              System.exit(0);
            });
  }
}
