package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The live objects of a server.
///
/// @param instances how many there are of each class
/// @param sizes how much memory those of each class take
/// @param bytes how much memory they take together
record HeapHistogram(Map<String, Long> instances, Map<String, Long> sizes, long bytes) {

  // Without lambdas: some are made once for all connections, at their first use. Without events:
  // what a client may have missed is kept until it comes back. Without the readings of the last
  // minute: their number is that of the beats. Without what users owe: it is theirs, and bounded.
  private static final Pattern OF_A_CONNECTION =
      Pattern.compile(
          "com\\.sup\\.messenger\\.(listener\\.[\\w$]+|websocket\\.[\\w.$]+|application\\.(?!ServerEvent|Figures|Costs|Permits|Pauses|SentNote)[\\w$]+)");

  private static final long FEW = 16;

  /// Reads what `jcmd GC.class_histogram` writes.
  static HeapHistogram parse(List<String> lines) {
    Map<String, Long> instances = new HashMap<>();
    Map<String, Long> sizes = new HashMap<>();
    long bytes = 0;
    for (String line : lines) {
      String[] columns = line.strip().split("\\s+");
      if (columns[0].endsWith(":") && columns.length >= 4) {
        instances.merge(columns[3], Long.parseLong(columns[1]), Long::sum);
        sizes.merge(columns[3], Long.parseLong(columns[2]), Long::sum);
      } else if (columns[0].equals("Total")) {
        bytes = Long.parseLong(columns[2]);
      }
    }
    return new HeapHistogram(instances, sizes, bytes);
  }

  /// The same but for the objects of a class.
  HeapHistogram without(String className) {
    Map<String, Long> others = new HashMap<>(instances);
    others.remove(className);
    return new HeapHistogram(others, sizes, bytes);
  }

  /// The classes that take most memory more than before.
  String growthSince(HeapHistogram before) {
    return sizes.entrySet().stream()
        .map(e -> Map.entry(e.getKey(), e.getValue() - before.sizes.getOrDefault(e.getKey(), 0L)))
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(10)
        .toList()
        .toString();
  }

  long sessions() {
    return count("com.sup.messenger.websocket.engineio.EngineSession");
  }

  /// The threads, virtual ones too.
  long threads() {
    return count("java.lang.Thread")
        + count("java.lang.VirtualThread")
        + count("jdk.internal.misc.CarrierThread");
  }

  private long count(String className) {
    return instances.getOrDefault(className, 0L);
  }

  /// Nothing of a connection is there any more that was not there before: no session, no socket, no
  /// room, no thread. Of a class that was not there at all, a few are such as the values of an
  /// enum.
  void assertNothingOutlived(HeapHistogram before) {
    Map<String, Long> grown = new TreeMap<>();
    instances.forEach(
        (name, count) -> {
          long allowed = before.count(name) == 0 ? FEW : before.count(name);
          if (OF_A_CONNECTION.matcher(name).matches() && count > allowed) {
            grown.put(name, count - before.count(name));
          }
        });
    assertThat(grown).isEmpty();
    assertThat(threads()).isLessThan(before.threads() + 10);
  }
}
