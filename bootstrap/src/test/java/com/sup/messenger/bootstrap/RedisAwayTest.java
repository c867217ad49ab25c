package com.sup.messenger.bootstrap;

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
  void so_is_every_event_that_waits_for_one_node_of_a_cluster() {
    try (RedisClusterProcess redis = RedisClusterProcess.start();
        RunningService service = new RunningService("REDIS_URL=" + redis.url())) {
      AwayClients clients = AwayClients.of(service);
      RedisProcess node = redis.masterOf("{c:room}");
      clients.assertAnsweredInTime(node::pause, node::resume);
    }
  }
}
