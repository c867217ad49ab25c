package com.sup.messenger.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The use of Redis for one event of a kind.
///
/// @param cpuMicros the time of the processor of Redis, in µs
/// @param scriptMicros the part of it in scripts, in µs
/// @param scripts the number of scripts
/// @param roundTrips the calls of the adapters, of which each waits for Redis once
/// @param packets the reads and writes of Redis at its sockets
/// @param bytes the bytes that Redis was sent
/// @param commands the calls of each command
record Row(
    String event,
    double cpuMicros,
    double scriptMicros,
    double scripts,
    double roundTrips,
    double packets,
    double bytes,
    String commands) {

  /// The head of the table.
  static final String HEAD =
      """
      | event | CPU of Redis, µs | of it in scripts | scripts | round trips | reads and writes | bytes in | commands |
      | --- | --- | --- | --- | --- | --- | --- | --- |""";

  static Row of(String event, int events, long roundTrips, RedisUsage used) {
    return new Row(
        event,
        used.cpuMicros() / events,
        used.scriptMicros() / events,
        used.scripts() / events,
        (double) roundTrips / events,
        (used.reads() + used.writes()) / events,
        used.received() / events,
        used.commandsEach(events));
  }

  /// Returns the row with the median time of the processor.
  static Row median(List<Row> rows) {
    return rows.stream()
        .sorted(Comparator.comparingDouble(Row::cpuMicros))
        .toList()
        .get(rows.size() / 2);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "| `%s` | %.1f | %.1f | %.2f | %.2f | %.1f | %.0f | %s |",
        event,
        cpuMicros,
        scriptMicros,
        scripts,
        roundTrips,
        packets,
        bytes,
        commands);
  }
}
