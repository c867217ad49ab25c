package com.sup.messenger.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Shows if each instance is well, and says what is wrong.
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    description = "Asks all instances if they are well. Exit code 1 if one is not.")
final class HealthCommand implements Callable<Integer> {

  @Mixin private ApiOptions options = new ApiOptions();

  private final Terminal terminal;

  HealthCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    JsonNode health = options.api(terminal).get("/api/health");
    List<String> problems = HealthProblems.of(health);
    if (options.json()) {
      terminal.print(health.toString());
    } else {
      show(health);
      problems.forEach(problem -> terminal.print("PROBLEM  " + problem));
      terminal.print(problems.isEmpty() ? "All is well." : problems.size() + " problem(s).");
    }
    return problems.isEmpty() ? 0 : 1;
  }

  private void show(JsonNode health) {
    TextTable instances = new TextTable("INSTANCE", "STATE", "ANSWERS", "STARTED");
    for (JsonNode instance : health.path("instances")) {
      instances.row(
          instance.path("instance").asText(),
          instance.path("state").asText(),
          instance.path("answers").asBoolean() ? "yes" : "no",
          instance.path("startedAt").asText());
    }
    instances.print(terminal);
    counts(health.path("instances")).print(terminal);
    health
        .path("dependencies")
        .properties()
        .forEach(state -> terminal.print(state.getKey() + " is " + state.getValue().asText()));
  }

  private static TextTable counts(JsonNode instances) {
    List<String> heads = new ArrayList<>(List.of("SINCE THE START"));
    Set<String> names = new TreeSet<>();
    for (JsonNode instance : instances) {
      heads.add(instance.path("instance").asText());
      instance.path("counts").fieldNames().forEachRemaining(names::add);
    }
    TextTable table = new TextTable(heads.toArray(String[]::new));
    for (String name : names) {
      List<Object> row = new ArrayList<>(List.of(name));
      instances.forEach(instance -> row.add(instance.path("counts").path(name).asLong()));
      table.row(row.toArray());
    }
    return table;
  }
}
