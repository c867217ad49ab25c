package com.sup.messenger.architecture.figures;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Finds the packages that import from each other, directly or through others.
final class Circles {

  /// The packages that each package imports from, sorted by name.
  private final Map<String, Set<String>> imports = new TreeMap<>();

  private Circles(List<SourceFile> files) {
    Map<String, List<SourceFile>> packages =
        files.stream().collect(groupingBy(SourceFile::packageName));
    packages.forEach(
        (name, members) ->
            imports.put(
                name,
                members.stream()
                    .flatMap(file -> file.packages().stream())
                    .filter(packages::containsKey)
                    .collect(toSet())));
  }

  /// Returns the packages of each circle, sorted by name.
  static List<List<String>> of(List<SourceFile> files) {
    Circles circles = new Circles(files);
    return circles.imports.keySet().stream()
        .map(circles::around)
        .filter(circle -> circle.size() > 1)
        .distinct()
        .toList();
  }

  private List<String> around(String start) {
    return reached(start).stream()
        .filter(other -> reached(other).contains(start))
        .sorted()
        .toList();
  }

  private Set<String> reached(String start) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(imports.getOrDefault(start, Set.of()));
    while (!open.isEmpty()) {
      String next = open.remove();
      if (reached.add(next)) {
        open.addAll(imports.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }
}
