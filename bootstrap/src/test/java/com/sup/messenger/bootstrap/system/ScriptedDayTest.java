package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.redis.RedisProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Runs a day of two users with three devices each, in twenty chats, for `-Dsup.day.seconds=15`. At
/// the end all devices of a user show the same, and it is what the store has.
@RequiresTool({Tool.NODE, Tool.NPM})
class ScriptedDayTest {

  private static final int SECONDS = Integer.getInteger("sup.day.seconds", 15);
  private static final Duration PATIENCE = Duration.ofSeconds(SECONDS + 120L);
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void all_devices_show_the_same_on_memory() throws Exception {
    try (FeatureService service = FeatureService.onMemory(FeatureService.NO_LIMITS)) {
      spend(service);
    }
  }

  @Test
  @Tag("full")
  void all_devices_show_the_same_on_three_instances_with_redis() throws Exception {
    try (RedisProcess redis = RedisProcess.open();
        FeatureService service = FeatureService.onRedis(redis, FeatureService.NO_LIMITS)) {
      spend(service);
    }
  }

  private static void spend(FeatureService service) throws Exception {
    try (ChildProcess node =
        NodeProcess.run("day.js", service.ports(), service.apiPorts(), "" + SECONDS)) {
      assertThat(node.awaitEnd(PATIENCE)).as("%s", node.lines()).isZero();
      List<String> lines = node.lines();
      JsonNode end = JSON.readTree(lines.getLast());
      System.out.printf("A day: %s%n", end);
      assertThat(lines.subList(0, lines.size() - 1)).isEmpty();
      assertThat(List.of("recovered", "message:delete", "user:block", "user:unblock"))
          .allSatisfy(event -> assertThat(end.path(event).asInt()).isPositive());
    }
  }
}
