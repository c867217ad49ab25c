package com.sup.messenger.bootstrap;

import com.sup.messenger.bootstrap.Configuration.Profile;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/// The log of the process: lines on the standard output, JSON in production.
///
/// To be used when [LastingLogs] has been named, which this class is too late for.
final class Logging {

  /// Kept, for the log manager forgets the level of a logger that nobody holds.
  private static final Logger MESSENGER = Logger.getLogger("com.sup.messenger");

  /// Quotes commands and answers in its warnings too, and those hold what clients send.
  private static final Logger REDISSON = Logger.getLogger("org.redisson");

  private static final Logger ROOT = Logger.getLogger("");

  private Logging() {}

  /// Logs by what the operator says.
  static void configure(Configuration configuration) {
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    ROOT.addHandler(
        new Output(
            configuration.profile() == Profile.PRODUCTION ? new JsonLines() : new TextLines()));
    LogLevel level = configuration.logLevel();
    MESSENGER.setLevel(level.level());
    REDISSON.setLevel(Level.OFF);
    // Libraries log at finer levels what clients send, and that holds tokens.
    ROOT.setLevel((level.compareTo(LogLevel.INFO) > 0 ? LogLevel.INFO : level).level());
  }

  private static final class Output extends StreamHandler {

    private Output(Formatter formatter) {
      super(System.out, formatter);
      setLevel(Level.ALL);
      try {
        setEncoding(StandardCharsets.UTF_8.name());
      } catch (UnsupportedEncodingException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public synchronized void publish(LogRecord logRecord) {
      super.publish(logRecord);
      flush();
    }
  }
}
