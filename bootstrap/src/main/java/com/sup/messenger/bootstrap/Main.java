package com.sup.messenger.bootstrap;

import com.sup.messenger.application.port.ConfigurationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Starts the service and runs until the process is told to stop.
public final class Main {

  private static final int START_FAILED = 1;
  private static final int BAD_CONFIGURATION = 2;

  private Main() {}

  /// Reads the configuration from the environment; a bad value, or a port that is taken, ends the
  /// process with one line, and a fault of the service with where it was.
  public static void main(String[] arguments) {
    // Before anything touches a logger.
    System.setProperty("java.util.logging.manager", LastingLogs.class.getName());
    if (Boolean.getBoolean("sup.stop-with-parent")) {
      stopWithParent();
    }
    try {
      run(Configuration.from(System.getenv()));
    } catch (ConfigurationException e) {
      fail(e.getMessage(), BAD_CONFIGURATION);
    } catch (StartFailedException e) {
      fail(e.getMessage(), START_FAILED);
    } catch (RuntimeException | Error e) {
      // What has been opened has threads that would keep the process.
      fail(fault(Thrown.of(e)), START_FAILED);
    }
  }

  // Not by the log, whose lines may be two.
  private static void fail(@Nullable String reason, int status) {
    System.err.println(reason);
    System.exit(status);
  }

  // Of what nobody expected, as in the log: a message may hold a secret.
  private static String fault(Thrown thrown) {
    return "The start has failed: "
        + thrown.classes()
        + "\n  at "
        + String.join("\n  at ", thrown.frames());
  }

  private static void run(Configuration configuration) {
    Logging.configure(configuration);
    MessengerServer server = MessengerServer.start(configuration);
    Shutdown.guard(server, configuration.shutdownTimeout());
    System.Logger log = System.getLogger(Main.class.getName());
    log.log(
        System.Logger.Level.INFO,
        "SUP Messenger listens on port {0,number,#} ({1})",
        server.port(),
        configuration.profile());
    if (configuration.development()) {
      warnOfDevelopment(log, configuration.listeners(), server);
    }
  }

  private static void warnOfDevelopment(
      System.Logger log, Listeners listeners, MessengerServer server) {
    log.log(
        System.Logger.Level.WARNING,
        "Development: anybody who reaches {0} port {1,number,#} gets a token for any user, and the"
            + " key of the service API at {2} port {3,number,#} is well known unless"
            + " SERVICE_API_KEY is set. Everything else wants NODE_ENV=production",
        listeners.clients().getAddress().getHostAddress(),
        server.port(),
        listeners.backEnds().getAddress().getHostAddress(),
        server.apiPort());
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
