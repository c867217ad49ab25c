package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The official client in Node.js, each of whose requests reaches any of three instances.
@RequiresTool({Tool.NODE, Tool.NPM})
class AnyInstanceTest {

  private static final int EVENTS = 200;
  private static final List<Integer> ALL = IntStream.range(0, EVENTS).boxed().toList();

  @AutoClose
  private final MemoryCluster cluster =
      new MemoryCluster(3, "RATE_LIMITS=message:new=unlimited,default=unlimited");

  @AutoClose private final RandomBalancer balancer = new RandomBalancer(42, cluster.ports());

  @Test
  void two_clients_talk_while_they_move_to_websocket() throws Exception {
    List<JsonNode> clients = run(40, "polling,websocket");
    assertThat(clients)
        .allSatisfy(
            client -> assertThat(client.get("transport").textValue()).isEqualTo("websocket"));
    assertThat(clients.stream().filter(AnyInstanceTest::crossedTheUpgrade))
        .as("%s", clients)
        .hasSizeGreaterThan(clients.size() / 4);
  }

  @Test
  void two_clients_talk_by_polling_alone() throws Exception {
    run(10, "polling");
  }

  @Test
  void two_clients_talk_by_websocket_alone() throws Exception {
    run(10, "websocket");
  }

  private static boolean crossedTheUpgrade(JsonNode client) {
    return client.get("polling").intValue() > 0 && client.get("websocket").intValue() > 0;
  }

  private List<JsonNode> run(int runs, String transports) throws Exception {
    try (ChildProcess node =
        NodeProcess.run(
            "any-instance.js", "" + balancer.port(), "" + runs, "" + EVENTS, transports)) {
      assertThat(node.awaitEnd(Duration.ofMinutes(3))).as("%s", node.lines()).isZero();
      List<JsonNode> clients = parse(node.lines());
      assertThat(clients).hasSize(2 * runs).allSatisfy(AnyInstanceTest::assertExactlyOnce);
      return clients;
    }
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

  private static List<JsonNode> parse(List<String> lines) throws Exception {
    JsonMapper json = new JsonMapper();
    List<JsonNode> clients = new ArrayList<>();
    for (String line : lines) {
      clients.add(json.readTree(line));
    }
    return clients;
  }
}
