package com.sup.messenger.bootstrap.system;

import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.postgres.PostgresProcess;
import com.sup.messenger.redis.RedisProcess;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Runs the situations of features on three instances that keep the state of chats in PostgreSQL,
/// and all else in Redis.
@RequiresTool({Tool.NODE, Tool.NPM, Tool.POSTGRES})
@Tag("long")
class FeaturesOnPostgresTest {

  private static RedisProcess redis;
  private static PostgresProcess postgres;
  private static FeatureService service;

  @BeforeAll
  static void start() {
    redis = RedisProcess.open();
    postgres = PostgresProcess.open();
    service = FeatureService.onPostgres(redis, postgres, Feature.LIMITS);
  }

  @AfterAll
  static void stop() {
    service.close();
    postgres.close();
    redis.close();
  }

  @TestFactory
  Stream<DynamicContainer> situations() {
    return Stream.of(
            "edits",
            "receipts",
            "unread",
            "memberships",
            "state",
            "sync",
            "joins",
            "signals",
            "expiry",
            "notifications",
            "away",
            "calls")
        .map(FeaturesOnPostgresTest::feature);
  }

  private static DynamicContainer feature(String name) {
    try {
      return DynamicContainer.dynamicContainer(
          name, Feature.play(name, service, "" + redis.port()));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
