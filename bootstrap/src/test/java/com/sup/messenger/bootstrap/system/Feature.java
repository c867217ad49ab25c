package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sup.messenger.bootstrap.MessengerServer;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.redis.RedisProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Runs the situations of a feature with the official client. The script is in
/// `src/test/node/features`.
/// Each situation is a test, once on memory and once on three instances that share a Redis.
@RequiresTool({Tool.NODE, Tool.NPM})
abstract class Feature {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int INSTANCES = 3;
  private static final JsonMapper JSON = new JsonMapper();

  private final String script;

  /// @param name the name of the script
  Feature(String name) {
    this.script = "features/" + name + ".js";
  }

  @TestFactory
  Stream<DynamicTest> on_memory() throws Exception {
    try (MessengerServer server = start(Map.of())) {
      return play(List.of(server));
    }
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> on_three_instances_with_redis() throws Exception {
    List<MessengerServer> servers = new ArrayList<>();
    try (RedisProcess redis = RedisProcess.open()) {
      for (int i = 0; i < INSTANCES; i++) {
        servers.add(start(Map.of("REDIS_URL", redis.url())));
      }
      return play(servers, "" + redis.port());
    } finally {
      servers.forEach(MessengerServer::close);
    }
  }

  static MessengerServer start(Map<String, String> variables) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "PORT", "0",
                "API_PORT", "0",
                "RATE_LIMITS", "message:new=unlimited,reaction:new=unlimited",
                "RATE_LIMIT_MAX_CONNECTIONS", "100"));
    all.putAll(variables);
    return MessengerServer.start(Configuration.from(all));
  }

  final Stream<DynamicTest> play(List<MessengerServer> servers, String... more)
      throws InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.add(ports(servers, MessengerServer::port));
    arguments.add(ports(servers, MessengerServer::apiPort));
    arguments.addAll(List.of(more));
    try (ChildProcess node = NodeProcess.run(script, arguments.toArray(String[]::new))) {
      assertThat(node.awaitEnd(PATIENCE)).as("%s", node.lines()).isZero();
      assertThat(node.lines()).isNotEmpty();
      return node.lines().stream().map(Feature::test).toList().stream();
    }
  }

  private static String ports(List<MessengerServer> servers, ToIntFunction<MessengerServer> port) {
    return servers.stream()
        .map(server -> "" + port.applyAsInt(server))
        .collect(Collectors.joining(","));
  }

  private static DynamicTest test(String line) {
    JsonNode situation = situation(line);
    return DynamicTest.dynamicTest(
        situation.path("name").asText(),
        () -> assertThat(situation.path("failure").asText()).isEmpty());
  }

  private static JsonNode situation(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }
}
