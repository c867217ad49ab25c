package com.sup.messenger.bootstrap.cli;

import static com.sup.messenger.bootstrap.cli.OperatorApi.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows the frames of a user as they pass, over all instances: names and sizes, and no content.
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = "Shows the names and sizes of a user's frames as they pass, for some seconds.")
final class TraceCommand implements Callable<Integer> {

  @Mixin private ApiOptions options = new ApiOptions();

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "The length of the trace, 1 to 300. Usually ${DEFAULT-VALUE}.")
  private int seconds;

  @Parameters(paramLabel = "<id>", description = "The user id.")
  private String user = "";

  private final Terminal terminal;

  TraceCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    JsonNode body = JsonNodeFactory.instance.objectNode().put("seconds", seconds);
    options
        .api(terminal)
        .lines(
            "/api/users/" + part(user) + "/trace",
            body,
            Duration.ofSeconds(seconds + 30L),
            line -> terminal.print(options.json() ? line.toString() : text(line)));
    return 0;
  }

  private static String text(JsonNode line) {
    if (line.has("end")) {
      return "-- the time is over";
    }
    if (line.has("instances")) {
      return "-- %d instance(s) take part, %d frame(s) dropped"
          .formatted(line.path("instances").size(), line.path("dropped").asLong());
    }
    String arrow =
        switch (line.path("kind").asText()) {
          case "heard" -> "->";
          case "sent" -> "<-";
          default -> "--";
        };
    return "%s %s %s %s %d %s"
        .formatted(
            line.path("at").asText(),
            line.path("deviceId").asText(),
            arrow,
            line.path("name").asText(),
            line.path("size").asInt(),
            line.path("outcome").asText())
        .strip();
  }
}
