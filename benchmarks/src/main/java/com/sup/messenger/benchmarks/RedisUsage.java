package com.sup.messenger.benchmarks;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The use of resources by Redis, by its own count (`INFO`).
///
/// @param cpuMicros the time of the processor of its main thread, in µs
/// @param reads the reads from sockets
/// @param writes the writes to sockets
/// @param received the bytes that it was sent
/// @param commands each command, also of scripts
record RedisUsage(
    double cpuMicros, double reads, double writes, double received, Map<String, Uses> commands) {

  private static final String COMMAND = "cmdstat_";
  private static final double MICROS = 1e6;

  /// The uses of a command.
  ///
  /// @param calls how often it ran
  /// @param micros its time, with the commands of a script, in µs
  record Uses(double calls, double micros) {
    private static final Uses NONE = new Uses(0, 0);

    private Uses minus(Uses other) {
      return new Uses(calls - other.calls, micros - other.micros);
    }
  }

  /// Reads the answer to `INFO everything`.
  static RedisUsage of(String info) {
    Map<String, String> lines =
        info.lines()
            .filter(line -> line.contains(":"))
            .map(line -> line.split(":", 2))
            .collect(Collectors.toMap(line -> line[0], line -> line[1], (one, _) -> one));
    Map<String, Uses> commands = new HashMap<>();
    lines.forEach(
        (name, value) -> {
          if (name.startsWith(COMMAND)) {
            commands.put(
                name.substring(COMMAND.length()),
                new Uses(part(value, "calls"), part(value, "usec")));
          }
        });
    return new RedisUsage(
        MICROS * number(lines, "used_cpu_user_main_thread")
            + MICROS * number(lines, "used_cpu_sys_main_thread"),
        number(lines, "total_reads_processed"),
        number(lines, "total_writes_processed"),
        number(lines, "total_net_input_bytes"),
        commands);
  }

  private static double number(Map<String, String> lines, String name) {
    return Double.parseDouble(lines.getOrDefault(name, "0"));
  }

  private static double part(String value, String name) {
    for (String part : value.split(",", -1)) {
      if (part.startsWith(name + "=")) {
        return Double.parseDouble(part.substring(name.length() + 1));
      }
    }
    return 0;
  }

  /// Returns the use since an earlier one.
  RedisUsage since(RedisUsage earlier) {
    Map<String, Uses> more = new HashMap<>();
    commands.forEach(
        (name, uses) -> {
          Uses added = uses.minus(earlier.commands.getOrDefault(name, Uses.NONE));
          if (added.calls > 0 && !name.equals("info")) {
            more.put(name, added);
          }
        });
    return new RedisUsage(
        cpuMicros - earlier.cpuMicros,
        reads - earlier.reads,
        writes - earlier.writes,
        received - earlier.received,
        more);
  }

  /// Returns the time of all scripts, in µs.
  double scriptMicros() {
    return uses("evalsha").micros + uses("eval").micros;
  }

  /// Returns the number of scripts.
  double scripts() {
    return uses("evalsha").calls + uses("eval").calls;
  }

  private Uses uses(String command) {
    return commands.getOrDefault(command, Uses.NONE);
  }

  /// Returns the calls of each command for one event, the most frequent first.
  String commandsEach(int events) {
    return commands.entrySet().stream()
        .sorted(Comparator.comparingDouble(command -> -command.getValue().calls))
        .map(c -> String.format(Locale.ROOT, "%s %.1f", c.getKey(), c.getValue().calls / events))
        .filter(text -> !text.endsWith(" 0.0"))
        .collect(Collectors.joining(", "));
  }
}
