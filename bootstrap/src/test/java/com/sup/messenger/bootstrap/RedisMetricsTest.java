package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.redis.RedisProcess;
import java.time.Duration;
import java.util.List;
import org.json.JSONObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Tests the metrics that an instance has of its Redis.
class RedisMetricsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String CALLS = "sup_dependency_duration_seconds_count";
  private static final String FAILURES = "sup_dependency_failures_total";

  @AutoClose private final RedisProcess redis = RedisProcess.open();

  @AutoClose
  private final RunningService service =
      new RunningService("METRICS_ENABLED=true", "METRICS_PORT=0", "REDIS_URL=" + redis.url());

  private double value(String name) {
    return samples(name).stream()
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private List<String> samples(String name) {
    return service.metrics().stream().filter(line -> line.startsWith(name)).toList();
  }

  @Test
  void the_calls_to_redis_are_timed_and_those_without_an_answer_counted() throws Exception {
    await().atMost(PATIENCE).until(() -> value("sup_ready") == 1);
    TestClient ada = service.connect("ada");
    ada.succeed("chat:join", json("chatId", "c"));
    double before = value(CALLS);
    JSONObject message = json("chatId", "c", "encryptedContent", "x", "messageType", "text");
    for (int i = 0; i < 20; i++) {
      ada.succeed("message:new", message);
    }
    assertThat(value(CALLS)).isGreaterThanOrEqualTo(before + 20);
    assertThat(samples(CALLS)).singleElement().asString().contains("module=\"redis\"");
    assertThat(value("sup_dependency_duration_seconds_sum")).isPositive();
    assertThat(samples("sup_dependency_duration_seconds_bucket"))
        .anyMatch(line -> line.contains("le=\"0.25\"") && !line.endsWith(" 0.0"));

    double failures = value(FAILURES);
    redis.kill();
    ada.refused("message:new", message, "UNAVAILABLE");
    await().atMost(PATIENCE).until(() -> value(FAILURES) > failures);
    await().atMost(PATIENCE).until(() -> value("sup_canary_age_seconds") > 3);
    assertThat(value("sup_events_total{event=\"message:new\",outcome=\"UNAVAILABLE\"")).isOne();
  }
}
