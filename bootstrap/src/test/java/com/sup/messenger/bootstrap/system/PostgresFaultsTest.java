package com.sup.messenger.bootstrap.system;

import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.postgres.PostgresProcess;
import com.sup.messenger.redis.RedisProcess;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tests delivery while PostgreSQL fails. Three instances are behind a balancer that is not sticky.
/// Redis stays.
@RequiresTool({Tool.NODE, Tool.NPM, Tool.POSTGRES})
@Tag("full")
class PostgresFaultsTest {

  private static final Duration OUTAGE = Duration.ofSeconds(4);

  private static RedisProcess redis;
  private static PostgresProcess postgres;
  private static ServiceCluster cluster;

  @BeforeAll
  static void start() {
    redis = RedisProcess.open();
    postgres = PostgresProcess.open();
    cluster =
        new ServiceCluster(
            Map.of(
                "ADAPTERS", "redis,postgres",
                "REDIS_URL", redis.url(),
                "POSTGRES_URL", postgres.url()));
  }

  @AfterAll
  static void stop() {
    cluster.close();
    postgres.close();
    redis.close();
  }

  @Test
  void nothing_is_lost_while_it_hangs_and_then_dies_and_returns() throws Exception {
    // A session is lost when its client returns to a chat that is away.
    FaultRounds.run("POSTGRES_PAUSED_AND_KILLED", cluster.port(), true, this::pauseAndKill);
  }

  private void pauseAndKill() throws Exception {
    postgres.pause();
    Thread.sleep(OUTAGE);
    postgres.kill();
    postgres.start();
  }
}
