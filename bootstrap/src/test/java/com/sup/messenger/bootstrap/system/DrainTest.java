package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresTool({Tool.NODE, Tool.NPM})
class DrainTest {

  private static final int LISTENERS = 12;
  private static final int EVENTS = 150;
  private static final List<Integer> ALL = IntStream.range(0, EVENTS).boxed().toList();

  @AutoClose
  private final MemoryCluster cluster =
      new MemoryCluster(3, "RATE_LIMITS=message:new=unlimited,default=unlimited");

  @AutoClose private final RandomBalancer balancer = new RandomBalancer(1, cluster.ports());

  @ParameterizedTest
  @ValueSource(strings = {"polling,websocket", "polling"})
  void sessions_go_on_elsewhere_when_an_instance_is_drained(String transports) throws Exception {
    MemoryCluster.Instance leaving = cluster.instance(0);
    try (ChildProcess node =
        NodeProcess.run(
            "drain.js", "" + balancer.port(), "" + LISTENERS, "" + EVENTS, transports)) {
      node.await("ready");
      await().until(() -> leaving.sessions() > 0);
      balancer.remove(leaving.port());
      leaving.engine().drain(Duration.ofSeconds(1));
      assertThat(node.awaitEnd(Duration.ofMinutes(1))).as("%s", node.lines()).isZero();
      List<JsonNode> listeners = parse(node.lines());
      assertThat(listeners).hasSize(LISTENERS).allSatisfy(DrainTest::assertExactlyOnce);
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
