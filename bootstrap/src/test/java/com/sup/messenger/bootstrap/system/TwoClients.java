package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// Runs pairs of the official client in Node.js. Each pair talks from its first connection on.
final class TwoClients {

  private static final int EVENTS = 200;
  private static final List<Integer> ALL = IntStream.range(0, EVENTS).boxed().toList();

  private TwoClients() {}

  /// Lets pairs talk. Fails if a message is lost, repeated or out of order, or if a connection
  /// ends. A client of several transports moves to the last one, and messages come by each.
  ///
  /// @param transports the transports, comma-separated
  static void talk(int port, int pairs, String transports) throws Exception {
    talk(port, pairs, transports, port, "", Duration.ZERO);
  }

  /// Lets pairs talk behind a balancer that gives no tokens.
  ///
  /// @param tokenPort the port of a service that gives tokens
  /// @param prefix the beginning of the names of users and chats
  /// @param rest the time for which all stay connected after the last message
  static void talk(
      int port, int pairs, String transports, int tokenPort, String prefix, Duration rest)
      throws Exception {
    try (ChildProcess node =
        NodeProcess.run(
            "any-instance.js",
            "" + port,
            "" + pairs,
            "" + EVENTS,
            transports,
            "" + tokenPort,
            prefix,
            "" + rest.toMillis())) {
      assertThat(node.awaitEnd(Duration.ofMinutes(3))).as("%s", node.lines()).isZero();
      List<JsonNode> clients = parse(node.lines());
      assertThat(clients)
          .hasSize(2 * pairs)
          .allSatisfy(TwoClients::assertExactlyOnce)
          .allSatisfy(client -> assertMoved(client, List.of(transports.split(",", -1))));
    }
  }

  private static List<JsonNode> parse(List<String> lines) throws Exception {
    JsonMapper json = new JsonMapper();
    List<JsonNode> clients = new ArrayList<>();
    for (String line : lines) {
      clients.add(json.readTree(line));
    }
    return clients;
  }

  private static void assertExactlyOnce(JsonNode client) {
    assertThat(client.get("ends")).as("%s", client).isEmpty();
    assertThat(client.get("errors")).as("%s", client).isEmpty();
    assertThat(numbers(client)).isEqualTo(ALL);
    assertThat(client.get("acks").intValue()).isEqualTo(EVENTS);
    assertThat(client.get("greetings").intValue()).isOne();
    assertThat(client.get("completions").intValue()).isOne();
    assertThat(client.get("active").intValue()).isEqualTo(2);
    assertThat(client.get("joins").intValue()).as("joined and left").isLessThanOrEqualTo(1);
  }

  private static List<Integer> numbers(JsonNode client) {
    return StreamSupport.stream(client.get("numbers").spliterator(), false)
        .map(JsonNode::intValue)
        .toList();
  }

  private static void assertMoved(JsonNode client, List<String> transports) {
    assertThat(client.get("transport").textValue()).isEqualTo(transports.getLast());
    assertThat(transports).allSatisfy(each -> assertThat(client.get(each).intValue()).isPositive());
  }
}
