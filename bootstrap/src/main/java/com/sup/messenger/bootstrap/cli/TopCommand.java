package com.sup.messenger.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows the load of each instance, again and again.
@Command(
    name = "top",
    mixinStandardHelpOptions = true,
    description = "Shows the load of each instance, every 2 seconds.")
final class TopCommand implements Callable<Integer> {

  private static final Duration PERIOD = Duration.ofSeconds(2);

  @Mixin private ApiOptions options = new ApiOptions();

  @Option(
      names = "--times",
      defaultValue = "300",
      description = "The number of tables. Usually ${DEFAULT-VALUE}, 10 minutes.")
  private int times;

  private final Terminal terminal;

  TopCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    OperatorApi api = options.api(terminal);
    for (int i = 0; i < times; i++) {
      if (i > 0) {
        Thread.sleep(PERIOD);
      }
      JsonNode stats = api.get("/api/stats");
      if (options.json()) {
        terminal.print(stats.toString());
      } else {
        table(stats).print(terminal);
      }
    }
    return 0;
  }

  private static TextTable table(JsonNode stats) {
    TextTable table =
        new TextTable(
            "INSTANCE", "CONNECTIONS", "PEAK", "ROOMS", "EVENTS/S", "FAILED/S", "MESSAGES/S");
    for (JsonNode instance : stats.path("instances")) {
      row(table, instance.path("instance").asText(), instance);
    }
    row(table, "all", stats);
    return table;
  }

  private static void row(TextTable table, String name, JsonNode load) {
    JsonNode rates = load.path("rates");
    table.row(
        name,
        load.path("connections").path("active").asLong(),
        load.path("connections").path("peak").asLong(),
        load.path("rooms").asLong(),
        rate(rates.path("eventsPerSecond")),
        rate(rates.path("failuresPerSecond")),
        rate(rates.path("messagesPerSecond")));
  }

  private static String rate(JsonNode rate) {
    return "%.1f".formatted(rate.asDouble());
  }
}
