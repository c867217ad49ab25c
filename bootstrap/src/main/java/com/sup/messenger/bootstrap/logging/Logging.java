package com.sup.messenger.bootstrap.logging;

import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.config.Configuration.Profile;
import com.sup.messenger.bootstrap.config.LogLevel;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/// The log of the process. It writes lines to the standard output, as JSON in production.
///
/// Name [LastingLogs] as the log manager before the first use of this class.
public final class Logging {

  /// Held here, because the log manager forgets the level of a logger that nothing refers to.
  private static final Logger MESSENGER = Logger.getLogger("com.sup.messenger");

  /// Its warnings quote commands and answers, which hold data of clients.
  private static final Logger REDISSON = Logger.getLogger("org.redisson");

  private static final Logger ROOT = Logger.getLogger("");

  private Logging() {}

  /// Sets level and format by the configuration.
  public static void configure(Configuration configuration) {
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    ROOT.addHandler(
        new Output(
            configuration.profile() == Profile.PRODUCTION ? new JsonLines() : new TextLines()));
    LogLevel level = configuration.logLevel();
    MESSENGER.setLevel(level.level());
    REDISSON.setLevel(Level.OFF);
    // Libraries log data of clients at finer levels, tokens among them.
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
