package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The live objects of a server.
///
/// @param instances the number of objects of each class
/// @param sizes the bytes that the objects of each class take
/// @param bytes the bytes that all objects take
record HeapHistogram(Map<String, Long> instances, Map<String, Long> sizes, long bytes) {

  // Classes of a connection. Lambdas are left out, because some are made once for all at their
  // first use. Events are left out, because they are kept until a client comes back. Figures of the
  // last minute are left out, because their number is that of the heartbeats. The rate limits of
  // users are left out, because they outlive connections and are bounded.
  private static final Pattern OF_A_CONNECTION =
      Pattern.compile(
          "com\\.sup\\.messenger\\.(listener\\.[\\w$]+|websocket\\.[\\w.$]+|application\\.(?!ServerEvent|Figures|Costs|Permits|Pauses|SentNote)[\\w$]+)");

  private static final long FEW = 16;

  /// Parses the output of `jcmd GC.class_histogram`.
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

  /// Returns the histogram without the number of objects of a class.
  HeapHistogram without(String className) {
    Map<String, Long> others = new HashMap<>(instances);
    others.remove(className);
    return new HeapHistogram(others, sizes, bytes);
  }

  /// Returns the ten classes whose memory grew most.
  String growthSince(HeapHistogram before) {
    return sizes.entrySet().stream()
        .map(e -> Map.entry(e.getKey(), e.getValue() - before.sizes.getOrDefault(e.getKey(), 0L)))
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(10)
        .toList()
        .toString();
  }

  long sessions() {
    return count("com.sup.messenger.websocket.engineio.session.EngineSession");
  }

  /// Returns the number of threads, virtual ones included.
  long threads() {
    return count("java.lang.Thread")
        + count("java.lang.VirtualThread")
        + count("jdk.internal.misc.CarrierThread");
  }

  private long count(String className) {
    return instances.getOrDefault(className, 0L);
  }

  /// Checks that no object of a connection was left behind: no session, socket, topic or thread. A
  /// few objects of a class that had none are allowed, such as the constants of an enum.
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
