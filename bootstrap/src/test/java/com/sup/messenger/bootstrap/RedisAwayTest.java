package com.sup.messenger.bootstrap;

import com.sup.messenger.bootstrap.system.FaultProxy;
import com.sup.messenger.redis.RedisClusterProcess;
import com.sup.messenger.redis.RedisProcess;
import org.junit.jupiter.api.Test;

/// Tests the answers to clients while Redis is away (contract, "Conventions").
class RedisAwayTest {

  @Test
  void every_event_that_waits_is_answered_in_time() {
    try (RedisProcess redis = RedisProcess.open();
        RunningService service = new RunningService("REDIS_URL=" + redis.url())) {
      AwayClients.of(service).assertAnsweredInTime(redis::pause, redis::resume);
    }
  }

  @Test
  void so_is_every_event_while_redis_refuses_connections() {
    try (RedisProcess redis = RedisProcess.open();
        RunningService service = new RunningService("REDIS_URL=" + redis.url())) {
      AwayClients.of(service).assertAnsweredInTime(redis::kill, redis::start);
    }
  }

  @Test
  void so_is_every_event_while_the_line_to_redis_is_cut() throws Exception {
    try (RedisProcess redis = RedisProcess.open();
        FaultProxy line = new FaultProxy(redis.port());
        RunningService service = new RunningService("REDIS_URL=redis://127.0.0.1:" + line.port())) {
      AwayClients.of(service).assertAnsweredInTime(line::cut, line::mend);
    }
  }

  @Test
  void so_is_every_event_that_waits_for_one_node_of_a_cluster() {
    try (RedisClusterProcess redis = RedisClusterProcess.start();
        RunningService service = new RunningService("REDIS_URL=" + redis.url())) {
      AwayClients clients = AwayClients.of(service);
      RedisProcess node = redis.masterOf("{c:room}");
      clients.assertAnsweredInTime(node::pause, node::resume);
    }
  }
}
