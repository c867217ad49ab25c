package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.redis.RedisProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs the official client against three processes on one Redis. The shipped nginx gives each
/// request to any of them.
@RequiresTool({Tool.NODE, Tool.NPM, Tool.NGINX})
class BalancedClusterTest {

  /// More than two rounds in which an instance checks its entries of connections.
  private static final Duration TWO_REVIEWS = Duration.ofSeconds(8);

  private static RedisProcess redis;
  private static ServiceCluster cluster;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    redis = RedisProcess.open();
    cluster = new ServiceCluster(redis.url());
  }

  @AfterAll
  static void stop() {
    cluster.close();
    redis.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling,websocket", "polling"})
  void two_clients_talk_without_sticky_sessions(String transports) throws Exception {
    int[] instances = cluster.ports();
    try (Balancer nginx = Balancer.nginx(folder, instances)) {
      TwoClients.talk(
          nginx.http().port(),
          4,
          transports,
          instances[0],
          transports.replace(',', '-'),
          TWO_REVIEWS);
      assertServed(nginx, instances);
    }
  }

  private static void assertServed(Balancer nginx, int[] instances) {
    assertThat(IntStream.of(instances))
        .allSatisfy(port -> assertThat(String.join("\n", nginx.log())).contains(":" + port));
  }

  @Test
  void clients_that_drop_and_an_instance_that_is_stopped_lose_nothing() throws Exception {
    cluster.add();
    int[] instances = cluster.ports();
    try (Balancer nginx = Balancer.nginx(folder, instances);
        ChildProcess node = churn(nginx, instances[1])) {
      node.await("\"ready\"");
      node.await("\"acknowledged\"");
      assertThat(cluster.stopOne()).isZero();
      Churn churn = Churn.of(node, false);
      assertThat(churn.history().faults()).isEmpty();
      // The numbers depend on the machine.
      assertThat(churn.history().messages()).isPositive();
      assertThat(churn.end().path("missing")).as("missing users").isEmpty();
      assertThat(churn.end().path("upgrades").asInt()).as("%s", churn.end()).isPositive();
      assertThat(churn.end().path("recovered").asInt()).as("%s", churn.end()).isPositive();
      assertServed(nginx, instances);
    }
  }

  private static ChildProcess churn(Balancer nginx, int tokenPort) {
    String port = "" + nginx.http().port();
    return NodeProcess.run("churn.js", port, "12", "6", "4", "mixed", "2000", "n", "" + tokenPort);
  }
}
