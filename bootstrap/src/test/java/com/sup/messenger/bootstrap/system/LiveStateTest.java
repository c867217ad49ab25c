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
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Tests signals, calls and presence with the official client. A call is renegotiated, meets a busy
/// target, and ends when a party is removed. A user is invisible, and a custom status stays.
@RequiresTool({Tool.NODE, Tool.NPM})
class LiveStateTest {

  private static MessengerServer start(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(Map.of("PORT", "0", "API_PORT", "0"));
    all.putAll(variables);
    return MessengerServer.start(Configuration.from(all));
  }

  @Test
  void one_instance_on_its_memory() throws Exception {
    try (MessengerServer only = start(Map.of())) {
      live(only, only, only);
    }
  }

  @Test
  void three_instances_on_redis() throws Exception {
    try (RedisProcess redis = RedisProcess.open();
        MessengerServer first = start(Map.of("REDIS_URL", redis.url()));
        MessengerServer second = start(Map.of("REDIS_URL", redis.url()));
        MessengerServer third = start(Map.of("REDIS_URL", redis.url()))) {
      live(first, second, third);
    }
  }

  private static void live(MessengerServer... instances) throws Exception {
    String[] ports =
        Stream.concat(
                Stream.of(instances).map(MessengerServer::port),
                Stream.of(instances[instances.length - 1].apiPort()))
            .map(String::valueOf)
            .toArray(String[]::new);
    try (ChildProcess node = NodeProcess.run("live-state.js", ports)) {
      assertThat(node.awaitEnd(Duration.ofMinutes(1))).as("%s", node.lines()).isZero();
      JsonNode report = new JsonMapper().readTree(node.lines().getLast());
      assertThat(texts(report.get("refusals")))
          .containsExactly("CALL_CONFLICT", "CALL_CONFLICT", "CALL_NOT_FOUND", "CHAT_NOT_FOUND");
      assertThat(texts(report.get("activeMembers"))).containsExactly("ada", "bob", "carl");
      assertThat(report.get("status").intValue()).isEqualTo(204);
      assertSignals(report.get("told"));
      assertCalls(report.get("told"));
      assertPresence(report.get("told"));
    }
  }

  private static void assertSignals(JsonNode told) {
    String from = "chat:signal ada phone key:v1 ";
    for (String member : List.of("bob-phone", "bob-laptop")) {
      assertThat(of(told, member, "chat:signal"))
          .containsExactly(from + "one", from + "two", from + "three");
    }
    assertThat(of(told, "carl-phone", "chat:signal"))
        .containsExactly(from + "one", from + "two", from + "three", from + "last");
    assertThat(of(told, "ada-phone", "chat:signal")).isEmpty();
  }

  private static void assertCalls(JsonNode told) {
    assertThat(of(told, "ada-phone", "call:"))
        .containsExactly(
            "call:answer",
            "call:renegotiate offer glare",
            "call:renegotiate rollback",
            "call:renegotiate answer video",
            "call:ice-candidate b1",
            "call:end not-allowed");
    assertThat(of(told, "bob-phone", "call:"))
        .containsExactly(
            "call:incoming live-state true",
            "call:ice-candidate a0",
            "call:renegotiate offer video",
            "call:ice-candidate a1",
            "call:end not-allowed");
    assertThat(of(told, "bob-laptop", "call:"))
        .containsExactly("call:incoming live-state true", "call:end answered-elsewhere");
    assertThat(of(told, "carl-phone", "call:")).containsExactly("call:reject busy");
    assertThat(of(told, "carl-phone", "notification:")).isEmpty();
  }

  private static void assertPresence(JsonNode told) {
    assertThat(of(told, "ada-phone", "presence:update bob"))
        .containsExactly(
            "presence:update bob online",
            "presence:update bob busy lunch",
            "presence:update bob online lunch",
            "presence:update bob busy");
    assertThat(of(told, "ada-phone", "presence:update eve"))
        .containsExactly(
            "presence:update eve offline",
            "presence:update eve online",
            "presence:update eve offline");
    assertThat(texts(told.get("ada-phone")).stream().filter(text -> text.endsWith("eve")))
        .containsExactly(
            "chat:member-joined eve",
            "message:typing eve",
            "chat:member-left eve",
            "message:stop-typing eve");
  }

  private static List<String> of(JsonNode told, String connection, String beginning) {
    return texts(told.get(connection)).stream().filter(text -> text.startsWith(beginning)).toList();
  }

  private static List<String> texts(JsonNode told) {
    return StreamSupport.stream(told.spliterator(), false).map(JsonNode::textValue).toList();
  }
}
