package com.sup.messenger.bootstrap.system;

import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresTool({Tool.NODE, Tool.NPM})
class DrainTest {

  @AutoClose
  private final MemoryCluster cluster =
      new MemoryCluster(
          3,
          "RATE_LIMITS=message:new=unlimited,default=unlimited",
          // Each client is new once. What it does after that does not count.
          "RATE_LIMIT_MAX_CONNECTIONS=1");

  @AutoClose private final RandomBalancer balancer = new RandomBalancer(1, cluster.ports());

  @ParameterizedTest
  @ValueSource(strings = {"polling,websocket", "polling"})
  void sessions_continue_elsewhere_when_an_instance_is_drained(String transports) throws Exception {
    MemoryCluster.Instance leaving = cluster.instance(0);
    DrainedClients.goOn(
        balancer.port(),
        transports,
        () -> {
          balancer.remove(leaving.port());
          leaving.engine().drain(Duration.ofSeconds(1));
        });
  }
}
