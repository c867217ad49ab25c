package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sup.messenger.bootstrap.MessengerServer;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.redis.RedisProcess;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tests that the client of `clients/typescript` loses, doubles and reorders nothing. The
/// application is `messenger/application.js`. The long tests cut its connections
/// `-Dsup.client.cuts=1000` times, and kill `-Dsup.client.kills=2` instances.
@RequiresTool({Tool.NODE, Tool.NPM})
class TypeScriptClientTest {

  private static final String FEW_CUTS = "200";
  private static final int CUTS = Integer.getInteger("sup.client.cuts", 1_000);
  private static final int KILLS = Integer.getInteger("sup.client.kills", 2);
  private static final String FRESH = "fresh";

  /// The names of applications that give a token again until it is refused.
  private static final String STALE = "stale";

  @Test
  void connections_are_cut() throws Exception {
    try (FeatureService service = FeatureService.onMemory(FeatureService.NO_LIMITS)) {
      cut(service, FEW_CUTS);
    }
  }

  @Test
  @Tag("long")
  void connections_are_cut_often_and_tokens_expire() throws Exception {
    try (FeatureService service = FeatureService.onMemory(FeatureService.NO_LIMITS);
        ChildProcess stale = talk(service.ports(), "1", "0", "8", "1", STALE)) {
      cut(service, "" + CUTS);
      JsonNode refused = judged(stale).path("refused");
      assertThat(refused.path("TOKEN_EXPIRED").asInt()).isPositive();
    }
  }

  /// Tokens of 4 s end meanwhile.
  private static void cut(FeatureService service, String cuts) throws Exception {
    try (ChildProcess node = talk(service.ports(), "5", cuts, "3", "4", FRESH)) {
      JsonNode end = judged(node);
      assertThat(end.path("cuts").asText()).isEqualTo(cuts);
    }
  }

  /// A device may connect once in 3 s, if it does not recover its session.
  @Test
  @Tag("full")
  void redis_is_away_and_connects_are_refused() throws Exception {
    try (RedisProcess redis = RedisProcess.open("--appendonly", "yes", "--appendfsync", "always");
        MessengerServer server = limited(redis);
        ChildProcess node = talk("" + server.port(), "1", "6", "1", "3600", FRESH)) {
      node.await("\"acknowledged\"");
      redis.kill();
      node.await("\"unavailable\"");
      redis.start();
      JsonNode refused = judged(node).path("refused");
      assertThat(refused.path("RATE_LIMIT_EXCEEDED").asInt()).isPositive();
    }
  }

  private static MessengerServer limited(RedisProcess redis) {
    return MessengerServer.start(
        Configuration.from(
            Map.of(
                "PORT", "0",
                "API_PORT", "0",
                "REDIS_URL", redis.url(),
                "RATE_LIMITS", FeatureService.NO_LIMITS,
                "RATE_LIMIT_MAX_CONNECTIONS", "1",
                "RATE_LIMIT_CONNECTION_WINDOW", "3000")));
  }

  @Test
  @Tag("long")
  void instances_are_killed() throws Exception {
    String seconds = "" + 5 * KILLS;
    try (RedisProcess redis = RedisProcess.open("--appendonly", "yes", "--appendfsync", "always");
        ServiceCluster cluster = new ServiceCluster(redis.url());
        ChildProcess node = talk("" + cluster.port(), "2", "100", seconds, "5", FRESH)) {
      node.await("\"acknowledged\"");
      for (int kill = 0; kill < KILLS; kill++) {
        cluster.killOne();
      }
      assertThat(judged(node).path("changes").asInt()).isPositive();
    }
  }

  /// @param names [#FRESH] or [#STALE]; the names of users and chats begin with it
  private static ChildProcess talk(
      String ports, String devices, String cuts, String seconds, String ttl, String names) {
    return NodeProcess.run("messenger/talk.js", ports, devices, cuts, seconds, ttl, names, names);
  }

  private static JsonNode judged(ChildProcess node) throws Exception {
    Churn churn = Churn.of(node, false);
    System.out.println(churn);
    assertThat(churn.history().faults()).isEmpty();
    assertThat(churn.history().messages()).isPositive();
    return churn.end();
  }
}
