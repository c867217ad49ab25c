package com.sup.messenger.bootstrap.logging;

import com.sup.messenger.bootstrap.config.LogLevel;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/// Formats log records as text for a person to read.
final class TextLines extends Formatter {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  @Override
  public String format(LogRecord logRecord) {
    String logger = String.valueOf(logRecord.getLoggerName());
    StringBuilder lines =
        new StringBuilder()
            .append(
                TIME.format(LocalTime.ofInstant(logRecord.getInstant(), ZoneId.systemDefault())))
            .append(" %-5s ".formatted(LogLevel.of(logRecord.getLevel())))
            .append(logger.substring(logger.lastIndexOf('.') + 1))
            .append(": ")
            .append(formatMessage(logRecord))
            .append('\n');
    if (logRecord.getThrown() != null) {
      Thrown thrown = Thrown.of(logRecord.getThrown());
      lines.append("  ").append(thrown.classes()).append('\n');
      thrown.frames().forEach(frame -> lines.append("    at ").append(frame).append('\n'));
    }
    return lines.toString();
  }
}
