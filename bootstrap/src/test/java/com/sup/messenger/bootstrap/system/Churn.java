package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sup.messenger.bootstrap.history.History;
import java.time.Duration;
import java.util.List;

/// The output of `churn.js`.
///
/// @param end its last line
record Churn(History history, JsonNode end) {

  private static final JsonMapper JSON = new JsonMapper();

  /// Waits for the end of the script.
  ///
  /// @param mayRepeat true if a client without cursors may see messages again after its session was
  ///     lost
  static Churn of(ChildProcess node, boolean mayRepeat) throws Exception {
    assertThat(node.awaitEnd(Duration.ofMinutes(3))).as(() -> tail(node.lines())).isZero();
    History history = new History();
    for (String line : node.lines()) {
      note(history, JSON.readTree(line), mayRepeat);
    }
    return new Churn(history, JSON.readTree(node.lines().getLast()));
  }

  @Override
  public String toString() {
    return "%d messages, %d repeated, %d faults, %s"
        .formatted(history.messages(), history.repeats(), history.faults().size(), end);
  }

  private static String tail(List<String> lines) {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  private static void note(History history, JsonNode line, boolean mayRepeat) {
    String client = line.path("client").asText();
    String chat = line.path("chat").asText();
    long seq = line.path("seq").asLong();
    String id = line.path("id").asText();
    switch (line.path("kind").asText()) {
      case "member" -> history.member(client, chat);
      case "acknowledged" -> history.acknowledged(client, chat, seq, id);
      case "seen" -> history.seen(client, chat, seq, id);
      case "differs" -> history.differs(client, chat, line.path("text").asText());
      case "connected" -> {
        if (mayRepeat && !line.path("cursors").asBoolean() && !line.path("recovered").asBoolean()) {
          history.startedAnew(client);
        }
      }
      default -> {}
    }
  }
}
