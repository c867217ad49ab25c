package com.sup.messenger.benchmarks;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The use of Redis for one event of a kind.
///
/// @param cpuMicros the time of the processor of Redis, in µs
/// @param ownMicros the time of the processors of the service, in µs
/// @param scriptMicros the part of it in scripts, in µs
/// @param scripts the number of scripts
/// @param roundTrips the calls of the adapters, of which each waits for Redis once
/// @param packets the reads and writes of Redis at its sockets
/// @param bytes the bytes that Redis was sent
/// @param commands the calls of each command
record Row(
    String event,
    double cpuMicros,
    double ownMicros,
    double scriptMicros,
    double scripts,
    double roundTrips,
    double packets,
    double bytes,
    String commands) {

  /// The head of the table.
  static final String HEAD =
      """
      | event | CPU of Redis, µs: least, median | of the service: least, median | in scripts: least, median | scripts | round trips | reads and writes | bytes in | commands |
      | --- | --- | --- | --- | --- | --- | --- | --- | --- |\
      """;

  static Row of(String event, int events, long roundTrips, RedisUsage used, Duration ownTime) {
    return new Row(
        event,
        used.cpuMicros() / events,
        ownTime.toNanos() / 1e3 / events,
        used.scriptMicros() / events,
        used.scripts() / events,
        (double) roundTrips / events,
        (used.reads() + used.writes()) / events,
        used.received() / events,
        used.commandsEach(events));
  }

  /// Returns the median of each kind of time as a line of the table, with the least one before it.
  static String table(List<Row> rows) {
    List<Row> byTime = rows.stream().sorted(Comparator.comparingDouble(Row::cpuMicros)).toList();
    Row median = byTime.get(byTime.size() / 2);
    double least = rows.stream().mapToDouble(Row::scriptMicros).min().orElse(0);
    double[] own = rows.stream().mapToDouble(Row::ownMicros).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "| `%s` | %.0f, %.0f | %.0f, %.0f | %.0f, %.0f | %.1f | %.1f | %.1f | %.0f | %s |",
        median.event,
        byTime.getFirst().cpuMicros,
        median.cpuMicros,
        own[0],
        own[own.length / 2],
        least,
        median.scriptMicros,
        median.scripts,
        median.roundTrips,
        median.packets,
        median.bytes,
        median.commands);
  }
}
