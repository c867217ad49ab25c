package com.sup.messenger.bootstrap;

import java.util.Locale;
import java.util.logging.Level;

/// How much is logged.
public enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE;

  /// What java.util.logging calls by another name.
  static LogLevel of(Level level) {
    for (LogLevel candidate : values()) {
      if (level.intValue() >= candidate.level().intValue()) {
        return candidate;
      }
    }
    return TRACE;
  }

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

  /// As the operator writes it.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
