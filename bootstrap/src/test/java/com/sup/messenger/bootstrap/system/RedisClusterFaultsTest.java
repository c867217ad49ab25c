package com.sup.messenger.bootstrap.system;

import static org.awaitility.Awaitility.await;

import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.redis.RedisClusterProcess;
import com.sup.messenger.redis.RedisProcess;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests delivery while a Redis Cluster of three masters with a replica each fails (contract,
/// "Delivery").
@RequiresTool({Tool.NODE, Tool.NPM})
@Tag("full")
class RedisClusterFaultsTest {

  @AutoClose private static final RedisClusterProcess redis = RedisClusterProcess.withReplicas();

  @AutoClose private static ServiceCluster cluster;

  @BeforeAll
  static void start() {
    cluster = new ServiceCluster(redis.url());
  }

  enum Fault {
    CLUSTER_STEADY {
      @Override
      void happens() {}
    },
    CLUSTER_FAILOVER {
      @Override
      void happens() {
        failOver();
      }
    };

    abstract void happens();
  }

  @ParameterizedTest
  @EnumSource
  void nothing_is_lost_doubled_or_reordered_on_a_redis_cluster(Fault fault) throws Exception {
    boolean mayRepeat = fault == Fault.CLUSTER_FAILOVER;
    FaultRounds.run(fault.name(), cluster.port(), mayRepeat, fault::happens);
  }

  private static void failOver() {
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
