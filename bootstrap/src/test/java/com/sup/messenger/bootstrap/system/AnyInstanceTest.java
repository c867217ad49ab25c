package com.sup.messenger.bootstrap.system;

import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Runs the official client against three instances on one memory. Each request reaches any of
/// them.
@RequiresTool({Tool.NODE, Tool.NPM})
class AnyInstanceTest {

  @AutoClose
  private final MemoryCluster cluster =
      new MemoryCluster(3, "RATE_LIMITS=message:new=unlimited,default=unlimited");

  @AutoClose private final RandomBalancer balancer = new RandomBalancer(42, cluster.ports());

  @Test
  void two_clients_talk_while_they_move_to_websocket() throws Exception {
    TwoClients.talk(balancer.port(), 10, "polling,websocket");
  }

  @Test
  void two_clients_talk_by_polling_alone() throws Exception {
    TwoClients.talk(balancer.port(), 5, "polling");
  }

  @Test
  void two_clients_talk_by_websocket_alone() throws Exception {
    TwoClients.talk(balancer.port(), 5, "websocket");
  }
}
