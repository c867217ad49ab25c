package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.postgres.PostgresProcess;
import com.sup.messenger.redis.RedisProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.json.JSONObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tests the answers to clients while PostgreSQL is away (contract, "Conventions").
@RequiresTool(Tool.POSTGRES)
@Tag("full")
class PostgresAwayTest {

  private static final int CLIENTS = 20;
  private static final int EVENTS = 10;

  /// The contract says 2 s. The rest is for a busy machine.
  private static final Duration IN_TIME = Duration.ofMillis(2_200);

  private record Answered(JSONObject answer, Duration after) {}

  private static JSONObject message() {
    return json("chatId", "room", "encryptedContent", "x", "messageType", "text");
  }

  private static CompletableFuture<Answered> asked(TestClient client) {
    long start = System.nanoTime();
    return client
        .asked("message:new", message())
        .thenApply(answer -> new Answered(answer, Duration.ofNanos(System.nanoTime() - start)));
  }

  @Test
  void every_event_that_waits_is_answered_in_time() {
    try (RedisProcess redis = RedisProcess.open();
        PostgresProcess postgres = PostgresProcess.open();
        RunningService service =
            new RunningService(
                "ADAPTERS=redis,postgres",
                "REDIS_URL=" + redis.url(),
                "POSTGRES_URL=" + postgres.url())) {
      List<TestClient> clients =
          IntStream.range(0, CLIENTS).mapToObj(i -> service.connect("user-" + i)).toList();
      clients.forEach(client -> client.succeed("message:new", message()));
      postgres.pause();
      assertUnavailableInTime(clients);
      postgres.kill();
      assertUnavailableInTime(clients);
      postgres.start();
      TestClient one = clients.getFirst();
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> one.ask("message:new", message()).optBoolean("success"));
    }
  }

  private static void assertUnavailableInTime(List<TestClient> clients) {
    List<CompletableFuture<Answered>> answers = new ArrayList<>();
    for (int event = 0; event < EVENTS; event++) {
      clients.forEach(client -> answers.add(asked(client)));
    }
    assertThat(answers)
        .map(CompletableFuture::join)
        .allSatisfy(
            answered -> {
              assertThat(answered.answer().getString("error")).isEqualTo("UNAVAILABLE");
              assertThat(answered.after()).isLessThan(IN_TIME);
            });
  }
}
