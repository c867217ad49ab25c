package com.sup.messenger.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// The problems in an answer of `GET /api/health`, one sentence each. The runbook says what to do.
final class HealthProblems {

  /// Tokens and cursors allow clocks to differ by this.
  private static final long CLOCK_MILLIS = 5_000;

  private HealthProblems() {}

  static List<String> of(JsonNode health) {
    List<String> problems = new ArrayList<>();
    health
        .path("dependencies")
        .properties()
        .forEach(
            state -> {
              if (!state.getValue().asText().equals("up")) {
                problems.add(
                    state.getKey() + " does not answer: see the log, or sup config check --reach");
              }
            });
    if (!health.path("complete").asBoolean()) {
      problems.add("The store does not answer, so that only one instance is known");
    }
    health.path("instances").forEach(instance -> add(problems, instance));
    return problems;
  }

  private static void add(List<String> problems, JsonNode instance) {
    String id = instance.path("instance").asText();
    String state = instance.path("state").asText();
    switch (state) {
      case "ready" -> {
        if (!instance.path("answers").asBoolean()) {
          problems.add(id + " does not hear the others: compare its CLUSTER_SECRET");
        }
      }
      case "starting" -> problems.add(id + " starts, and takes no clients yet");
      case "draining" -> problems.add(id + " drains: it takes no clients, and will end");
      case "deaf" -> problems.add(id + " hears no events: it has no subscriptions");
      default -> problems.add(id + " reports no health: its version is older");
    }
    long ahead = instance.path("clockAheadMs").asLong();
    if (Math.abs(ahead) > CLOCK_MILLIS) {
      problems.add("The clock of %s is off by %+d s".formatted(id, ahead / 1_000));
    }
  }
}
