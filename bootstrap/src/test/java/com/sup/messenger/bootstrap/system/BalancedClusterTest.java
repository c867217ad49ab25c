package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The official client, whose requests the shipped nginx gives to any of three instances.
@RequiresTool({Tool.NODE, Tool.NPM, Tool.NGINX})
class BalancedClusterTest {

  private static final int RUNS = 5;
  private static final int EVENTS = 100;

  @TempDir private Path folder;

  @AutoClose
  private final MemoryCluster cluster =
      new MemoryCluster(3, "RATE_LIMITS=message:new=unlimited,default=unlimited");

  @ParameterizedTest
  @ValueSource(strings = {"polling,websocket", "polling", "websocket"})
  void two_clients_talk_without_sticky_sessions(String transports) throws Exception {
    int[] instances = cluster.ports().stream().mapToInt(Integer::intValue).toArray();
    try (Balancer nginx = Balancer.nginx(folder, instances);
        ChildProcess node =
            NodeProcess.run(
                "any-instance.js",
                String.valueOf(nginx.http().port()),
                String.valueOf(RUNS),
                String.valueOf(EVENTS),
                transports,
                String.valueOf(instances[0]))) {
      assertThat(node.awaitEnd(Duration.ofMinutes(2))).as("%s", node.lines()).isZero();
      assertThat(node.lines()).hasSize(2 * RUNS).allSatisfy(BalancedClusterTest::exactlyOnce);
      assertThat(IntStream.of(instances))
          .allSatisfy(port -> assertThat(String.join("\n", nginx.log())).contains(":" + port));
    }
  }

  private static void exactlyOnce(String line) throws Exception {
    JsonNode client = new JsonMapper().readTree(line);
    assertThat(client.get("errors")).as(line).isEmpty();
    assertThat(client.get("ends")).as(line).isEmpty();
    assertThat(StreamSupport.stream(client.get("numbers").spliterator(), false))
        .as(line)
        .map(JsonNode::intValue)
        .containsExactlyElementsOf(IntStream.range(0, EVENTS).boxed().toList());
  }
}
