package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.redis.RedisProcess;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests delivery while something fails (contract, "Delivery"). Three instances on one Redis are
/// behind a balancer that is not sticky.
@RequiresTool({Tool.NODE, Tool.NPM})
@Tag("full")
class FaultsTest {

  private static final Duration OUTAGE = Duration.ofSeconds(5);

  private static RedisProcess redis;
  private static FaultProxy toRedis;
  private static ServiceCluster cluster;

  @BeforeAll
  static void start() {
    redis = RedisProcess.open("--appendonly", "yes", "--appendfsync", "always");
    toRedis = new FaultProxy(redis.port());
    cluster = new ServiceCluster("redis://127.0.0.1:" + toRedis.port());
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
    toRedis.close();
    redis.close();
  }

  enum Fault {
    // The first one, because it tolerates most. JVMs that have just started, beside other tests,
    // may keep a session for longer than the 4 s that its client waits.
    INSTANCE_KILLED {
      @Override
      void happens() {
        cluster.killOne();
      }
    },
    NOTHING {
      @Override
      void happens() {}
    },
    INSTANCE_DRAINED {
      @Override
      void happens() throws Exception {
        assertThat(cluster.drainOne()).isZero();
      }
    },
    REDIS_RESTARTED {
      @Override
      void happens() {
        redis.kill();
        redis.start();
      }
    },
    REDIS_PAUSED {
      @Override
      void happens() throws Exception {
        redis.pause();
        Thread.sleep(OUTAGE);
        redis.resume();
      }
    },
    CONNECTIONS_TO_REDIS_CUT {
      @Override
      void happens() throws Exception {
        toRedis.cut();
        Thread.sleep(OUTAGE);
        toRedis.mend();
      }
    },
    SUBSCRIPTIONS_KILLED {
      @Override
      void happens() {
        redis.command("CLIENT", "KILL", "TYPE", "pubsub");
      }
    };

    abstract void happens() throws Exception;
  }

  @ParameterizedTest
  @EnumSource
  void nothing_is_lost_doubled_or_reordered(Fault fault) throws Exception {
    // The snapshots of its sessions are lost with it.
    boolean mayRepeat = fault == Fault.INSTANCE_KILLED;
    FaultRounds.run(fault.name(), cluster.port(), mayRepeat, fault::happens);
  }
}
