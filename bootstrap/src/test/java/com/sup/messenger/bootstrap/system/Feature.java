package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.redis.RedisProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Runs the situations of a feature with the official client. The scripts are in
/// `src/test/node/features`. Each situation is a test, once on memory and once on three instances
/// that share a Redis.
@RequiresTool({Tool.NODE, Tool.NPM})
abstract class Feature {

  /// Limits under which a situation can have many messages and reactions.
  static final String LIMITS =
      "message:new=unlimited,reaction:new=unlimited,reaction:remove=unlimited";

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final JsonMapper JSON = new JsonMapper();

  private final String name;

  /// @param name the name of the script
  Feature(String name) {
    this.name = name;
  }

  @TestFactory
  Stream<DynamicTest> on_memory() throws Exception {
    try (FeatureService service = FeatureService.onMemory(LIMITS)) {
      return play(service);
    }
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> on_three_instances_with_redis() throws Exception {
    try (RedisProcess redis = RedisProcess.open();
        FeatureService service = FeatureService.onRedis(redis, LIMITS)) {
      return play(service, "" + redis.port());
    }
  }

  /// Runs the script to its end. Returns its situations as tests.
  final Stream<DynamicTest> play(FeatureService service, String... more)
      throws InterruptedException {
    return play(name, service, more);
  }

  /// Runs a script to its end. Returns its situations as tests.
  static Stream<DynamicTest> play(String name, FeatureService service, String... more)
      throws InterruptedException {
    return play(name, Map.of(), service, more);
  }

  /// Runs a script to its end. Returns its situations as tests.
  ///
  /// @param variables the environment of the script
  static Stream<DynamicTest> play(
      String name, Map<String, String> variables, FeatureService service, String... more)
      throws InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(service.ports(), service.apiPorts()));
    arguments.addAll(List.of(more));
    try (ChildProcess node =
        NodeProcess.run(variables, "features/%s.js".formatted(name), arguments)) {
      assertThat(node.awaitEnd(PATIENCE)).as("%s", node.lines()).isZero();
      assertThat(node.lines()).isNotEmpty();
      return node.lines().stream().map(Feature::test).toList().stream();
    }
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
