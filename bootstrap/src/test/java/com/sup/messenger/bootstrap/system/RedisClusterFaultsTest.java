package com.sup.messenger.bootstrap.system;

import static org.awaitility.Awaitility.await;

import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.redis.RedisClusterProcess;
import com.sup.messenger.redis.RedisProcess;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Three instances on a Redis Cluster of three masters with a replica each (contract, "Delivery").
@RequiresTool({Tool.NODE, Tool.NPM})
class RedisClusterFaultsTest {

  private final RedisClusterProcess redis = RedisClusterProcess.withReplicas();
  private final ServiceCluster cluster = new ServiceCluster(redis.url());

  @AfterEach
  void stop() {
    cluster.close();
    redis.close();
  }

  @Test
  void nothing_is_lost_doubled_or_reordered_on_a_redis_cluster() throws Exception {
    FaultRounds.run("CLUSTER_STEADY", cluster.port(), false, () -> {});
  }

  @Test
  void nothing_is_lost_doubled_or_reordered_when_a_master_fails_over() throws Exception {
    FaultRounds.run("CLUSTER_FAILOVER", cluster.port(), true, this::failOver);
  }

  private void failOver() {
    RedisProcess master = redis.masters().getFirst();
    RedisProcess replica = redis.replicas().getFirst();
    boolean back = isMaster(replica);
    RedisProcess dies = back ? replica : master;
    RedisProcess takesOver = back ? master : replica;
    dies.kill();
    await().atMost(Duration.ofSeconds(20)).until(() -> isMaster(takesOver));
    dies.start();
  }

  private static boolean isMaster(RedisProcess node) {
    return ((String) node.command("INFO", "replication")).contains("role:master");
  }
}
