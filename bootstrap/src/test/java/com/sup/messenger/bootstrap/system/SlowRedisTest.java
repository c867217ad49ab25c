package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sup.messenger.bootstrap.MessengerServer;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.redis.RedisProcess;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Tests the answers to clients while each call of Redis takes long, but none fails (contract,
/// "Conventions").
@RequiresTool({Tool.NODE, Tool.NPM})
class SlowRedisTest {

  /// An arrival makes several calls one after the other. So it takes longer than an answer may.
  private static final Duration LATENCY = Duration.ofMillis(500);

  private static final int ANSWER_MS = 1_800;

  /// The contract says 2 s. The rest is for a busy machine.
  private static final int IN_TIME_MS = 2_200;

  @AutoClose private final RedisProcess redis = RedisProcess.open();
  @AutoClose private final SlowLine toRedis = new SlowLine(redis.port());

  @AutoClose
  private final MessengerServer server =
      MessengerServer.start(
          Configuration.from(
              Map.of(
                  "PORT", "0",
                  "API_PORT", "0",
                  "REDIS_URL", "redis://127.0.0.1:" + toRedis.port())));

  @Test
  void events_that_are_sent_during_the_arrival_are_answered_in_time() throws Exception {
    try (ChildProcess node =
        NodeProcess.run("early-events.js", "" + server.port(), "" + IN_TIME_MS)) {
      node.await("ready");
      toRedis.slow(LATENCY);
      assertThat(node.awaitEnd(Duration.ofMinutes(1))).as("%s", node.lines()).isZero();
      JsonNode seen = new JsonMapper().readTree(node.lines().getLast());
      assertThat(seen.path("arrival").asInt()).as("%s", seen).isGreaterThan(ANSWER_MS);
      assertThat(seen.path("answers"))
          .as("%s", seen)
          .hasSize(10)
          .allSatisfy(answer -> assertThat(answer.path("ms").asInt()).isLessThan(IN_TIME_MS));
    }
  }
}
