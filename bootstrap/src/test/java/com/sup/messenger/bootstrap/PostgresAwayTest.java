package com.sup.messenger.bootstrap;

import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.postgres.PostgresProcess;
import com.sup.messenger.redis.RedisProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tests the answers to clients while PostgreSQL is away (contract, "Conventions").
@RequiresTool(Tool.POSTGRES)
@Tag("full")
class PostgresAwayTest {

  @Test
  void every_event_that_waits_is_answered_in_time() {
    try (RedisProcess redis = RedisProcess.open();
        PostgresProcess postgres = PostgresProcess.open();
        RunningService service =
            new RunningService(
                "ADAPTERS=redis,postgres",
                "REDIS_URL=" + redis.url(),
                "POSTGRES_URL=" + postgres.url())) {
      AwayClients clients = AwayClients.of(service);
      clients.assertAnsweredInTime(postgres::pause, postgres::resume);
      clients.assertAnsweredInTime(postgres::kill, postgres::start);
    }
  }
}
