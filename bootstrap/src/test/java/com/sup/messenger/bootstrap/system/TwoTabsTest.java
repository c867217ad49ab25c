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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Tests the official client in two tabs with one device id. The one that causes an event is not
/// sent it. The other one is sent it, like any device of its user.
@RequiresTool({Tool.NODE, Tool.NPM})
class TwoTabsTest {

  private static MessengerServer start(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(Map.of("PORT", "0", "API_PORT", "0"));
    all.putAll(variables);
    return MessengerServer.start(Configuration.from(all));
  }

  @Test
  void one_instance_on_its_memory() throws Exception {
    try (MessengerServer only = start(Map.of())) {
      tell(only.port(), only.port());
    }
  }

  @Test
  void two_instances_on_redis() throws Exception {
    try (RedisProcess redis = RedisProcess.open();
        MessengerServer here = start(Map.of("REDIS_URL", redis.url()));
        MessengerServer there = start(Map.of("REDIS_URL", redis.url()))) {
      tell(here.port(), there.port());
    }
  }

  private static void tell(int here, int there) throws Exception {
    try (ChildProcess node = NodeProcess.run("two-tabs.js", "" + here, "" + there)) {
      assertThat(node.awaitEnd(Duration.ofMinutes(1))).as("%s", node.lines()).isZero();
      JsonNode told = new JsonMapper().readTree(node.lines().getLast());
      assertThat(texts(told.get("first")))
          .containsExactly(
              "message:new two",
              "call:incoming answered",
              "call:end answered",
              "call:incoming rejected",
              "call:end rejected rejected-elsewhere",
              "message:new last");
      assertThat(texts(told.get("second")))
          .containsExactly(
              "message:new one",
              "call:incoming answered",
              "call:end answered answered-elsewhere",
              "call:end answered",
              "call:incoming rejected",
              "message:new last");
      assertThat(texts(told.get("other")))
          .containsExactlyInAnyOrder(
              "message:new one", "message:new two", "call:answer answered", "call:reject rejected");
    }
  }

  private static List<String> texts(JsonNode told) {
    return StreamSupport.stream(told.spliterator(), false).map(JsonNode::textValue).toList();
  }
}
