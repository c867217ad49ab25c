package com.sup.messenger.architecture;

import com.tngtech.archunit.lang.EvaluationResult;
import java.util.ArrayList;
import java.util.List;

/// Collects the broken rules of one check.
final class Report {

  /// The most places that are listed for a rule. The report counts those beyond it.
  private static final int MOST_PLACES = 100;

  private final List<String> sections = new ArrayList<>();

  /// Adds a package that has no class.
  void addEmpty(String name) {
    sections.add("No class in " + name + ". Is the name right?");
  }

  /// Adds a rule if it is broken.
  void add(HexagonRule rule, EvaluationResult result) {
    if (result.hasViolation()) {
      sections.add(section(rule, result.getFailureReport().getDetails()));
    }
  }

  /// @throws AssertionError if anything was added
  void throwIfBroken() {
    if (!sections.isEmpty()) {
      throw new AssertionError(
          "The architecture is broken.\n\n" + String.join("\n\n", sections) + "\n");
    }
  }

  private static String section(HexagonRule rule, List<String> places) {
    StringBuilder section = new StringBuilder();
    section
        .append("%s, places: %d\n".formatted(rule, places.size()))
        .append("  Reason: ".concat(rule.reason()))
        .append("\n  To do:  ".concat(rule.remedy()));
    places.stream()
        .limit(MOST_PLACES)
        .forEach(place -> section.append("\n  - ").append(place.replace("\n", "\n    ")));
    if (places.size() > MOST_PLACES) {
      section.append("\n  - and %d more".formatted(places.size() - MOST_PLACES));
    }
    return section.toString();
  }
}
