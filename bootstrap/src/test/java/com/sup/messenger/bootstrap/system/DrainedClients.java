package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// Runs a dozen of the official client in Node.js while an instance is drained.
final class DrainedClients {

  private static final int LISTENERS = 12;
  private static final int EVENTS = 150;
  private static final List<Integer> ALL = IntStream.range(0, EVENTS).boxed().toList();

  private DrainedClients() {}

  /// Runs `drain` when all clients are connected. Checks that each receives everything, once and in
  /// order, and that some continue their session.
  ///
  /// @param transports the transports, comma-separated
  static void goOn(int port, String transports, Runnable drain) throws Exception {
    try (ChildProcess node =
        NodeProcess.run("drain.js", "" + port, "" + LISTENERS, "" + EVENTS, transports)) {
      node.await("ready");
      drain.run();
      assertThat(node.awaitEnd(Duration.ofMinutes(1))).as("%s", node.lines()).isZero();
      List<JsonNode> listeners = parse(node.lines());
      assertThat(listeners).hasSize(LISTENERS).allSatisfy(DrainedClients::assertExactlyOnce);
      assertThat(listeners.stream().filter(listener -> !listener.get("recovered").isEmpty()))
          .as("came back")
          .isNotEmpty();
    }
  }

  private static void assertExactlyOnce(JsonNode listener) {
    assertThat(numbers(listener)).as("%s", listener).isEqualTo(ALL);
    assertThat(listener.get("recovered")).allSatisfy(r -> assertThat(r.booleanValue()).isTrue());
  }

  private static List<Integer> numbers(JsonNode listener) {
    return StreamSupport.stream(listener.get("numbers").spliterator(), false)
        .map(JsonNode::intValue)
        .toList();
  }

  private static List<JsonNode> parse(List<String> lines) throws Exception {
    JsonMapper json = new JsonMapper();
    List<JsonNode> listeners = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("{")) {
        listeners.add(json.readTree(line));
      }
    }
    return listeners;
  }
}
