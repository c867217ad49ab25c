package com.sup.messenger.bootstrap.logging;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.bootstrap.config.LogLevel;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/// Formats a log record as a line of JSON with `timestamp`, `level`, `logger` and `message`. An
/// exception appears by its classes and its place. Its message is left out, because it may quote
/// input of a client.
final class JsonLines extends Formatter {

  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public String format(LogRecord logRecord) {
    ObjectNode line =
        JSON.createObjectNode()
            .put("timestamp", logRecord.getInstant().truncatedTo(ChronoUnit.MILLIS).toString())
            .put("level", LogLevel.of(logRecord.getLevel()).word())
            .put("logger", logRecord.getLoggerName())
            .put("message", formatMessage(logRecord));
    if (logRecord.getThrown() != null) {
      Thrown thrown = Thrown.of(logRecord.getThrown());
      line.put("thrown", thrown.classes());
      ArrayNode at = line.putArray("at");
      thrown.frames().forEach(at::add);
    }
    return line + "\n";
  }
}
