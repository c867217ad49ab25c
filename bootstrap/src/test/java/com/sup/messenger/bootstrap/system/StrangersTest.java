package com.sup.messenger.bootstrap.system;

import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.redis.RedisProcess;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Runs the situations of users that are not members of a chat, in production: in development, a
/// user that enters a chat becomes a member.
@RequiresTool({Tool.NODE, Tool.NPM})
class StrangersTest {

  private static final String KEY = "key-of-this-test-alone-that-is-long-enough";

  @TestFactory
  Stream<DynamicTest> on_memory() throws Exception {
    return play(1, FeatureService.production(KEY));
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> on_three_instances_with_redis() throws Exception {
    try (RedisProcess redis = RedisProcess.open()) {
      Map<String, String> variables = new HashMap<>(FeatureService.production(KEY));
      variables.put("REDIS_URL", redis.url());
      return play(3, variables);
    }
  }

  private static Stream<DynamicTest> play(int instances, Map<String, String> variables)
      throws InterruptedException {
    try (FeatureService service =
        FeatureService.of(instances, FeatureService.NO_LIMITS, variables)) {
      return Feature.play("strangers", Map.of("SUP_TEST_KEY", KEY), service);
    }
  }
}
