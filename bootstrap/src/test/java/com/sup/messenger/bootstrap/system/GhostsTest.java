package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.redis.RedisProcess;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tests that the users of a killed instance disappear from the others (contract, "Calls",
/// "Presence").
@RequiresTool({Tool.NODE, Tool.NPM})
@Tag("full")
class GhostsTest {

  @AutoClose private final RedisProcess redis = RedisProcess.open();
  @AutoClose private final ServiceCluster cluster = new ServiceCluster(redis.url());

  @Test
  void nobody_of_a_killed_instance_is_left() throws Exception {
    ServerProcess victim = cluster.instance(0);
    try (ChildProcess node =
        NodeProcess.run("ghosts.js", "" + victim.port(), "" + cluster.instance(1).port())) {
      node.await("ready");
      victim.close();
      assertThat(node.awaitEnd(Duration.ofSeconds(90))).as("%s", node.lines()).isZero();
      JsonNode after = new JsonMapper().readTree(node.lines().getLast());
      System.out.println("Gone after " + after);
      assertThat(after.path("presence").asInt()).isBetween(0, 30_000);
      assertThat(after.path("active").asInt()).isBetween(0, 30_000);
      assertThat(after.path("answeredCall").asInt()).isBetween(0, 45_000);
      assertThat(after.path("ringingCall").asInt()).isBetween(0, 45_000);
    }
  }
}
