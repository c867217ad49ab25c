package com.sup.messenger.bootstrap.config;

import java.util.Locale;
import java.util.logging.Level;

/// The level from which on records are logged.
public enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE;

  /// Converts a level of java.util.logging.
  public static LogLevel of(Level level) {
    for (LogLevel candidate : values()) {
      if (level.intValue() >= candidate.level().intValue()) {
        return candidate;
      }
    }
    return TRACE;
  }

  /// Returns the level of java.util.logging.
  public Level level() {
    return switch (this) {
      case ERROR -> Level.SEVERE;
      case WARN -> Level.WARNING;
      case INFO -> Level.INFO;
      case DEBUG -> Level.FINE;
      case TRACE -> Level.FINER;
    };
  }

  /// Returns the name that the operator uses.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
