package com.sup.messenger.bootstrap;

import java.util.logging.Level;

/// How much is logged.
public enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE;

  /// The same in the words of java.util.logging.
  Level level() {
    return switch (this) {
      case ERROR -> Level.SEVERE;
      case WARN -> Level.WARNING;
      case INFO -> Level.INFO;
      case DEBUG -> Level.FINE;
      case TRACE -> Level.FINER;
    };
  }
}
