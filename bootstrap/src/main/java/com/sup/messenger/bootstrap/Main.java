package com.sup.messenger.bootstrap;

import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.bootstrap.cli.Sup;
import com.sup.messenger.bootstrap.cli.Terminal;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.config.Listeners;
import com.sup.messenger.bootstrap.logging.LastingLogs;
import com.sup.messenger.bootstrap.logging.Logging;
import com.sup.messenger.bootstrap.logging.Thrown;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Starts the service and runs until the process gets a signal to stop. With a command other than
/// `run`, runs the command line [Sup] instead.
public final class Main {

  private static final int START_FAILED = 1;
  private static final int BAD_CONFIGURATION = 2;

  private Main() {}

  /// Reads the configuration from the environment and starts the service. Ends the process with one
  /// line on a bad value or a port that is taken. Shows the place of any other fault.
  public static void main(String[] arguments) {
    // This must come before the first use of a logger.
    System.setProperty("java.util.logging.manager", LastingLogs.class.getName());
    if (arguments.length > 0 && !List.of(arguments).equals(List.of("run"))) {
      System.exit(Sup.run(Terminal.ofProcess(), arguments));
    }
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
      // Threads of the parts that were opened would keep the process alive.
      fail(fault(Thrown.of(e)), START_FAILED);
    }
  }

  // Printed without the log, which might write two lines.
  private static void fail(@Nullable String reason, int status) {
    System.err.println(reason);
    System.exit(status);
  }

  // Leaves out the message of an unexpected exception, because it may hold a secret.
  private static String fault(Thrown thrown) {
    return "The start failed: "
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

  // Maven does not pass a SIGTERM on to the process that exec:exec started.
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
