package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.redis.RedisClusterProcess;
import com.sup.messenger.redis.RedisProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

/// Tests the answers to clients while Redis is away (contract, "Conventions").
class RedisAwayTest {

  private static final int CLIENTS = 20;
  private static final int EVENTS = 10;

  /// The contract says 2 s. The rest is for a busy machine.
  private static final Duration IN_TIME = Duration.ofMillis(2_200);

  private record Answered(JSONObject answer, Duration after) {}

  private static JSONObject message(String chat) {
    return json("chatId", chat, "encryptedContent", "x", "messageType", "text");
  }

  private static CompletableFuture<Answered> asked(TestClient client, String chat) {
    long start = System.nanoTime();
    return client
        .asked("message:new", message(chat))
        .thenApply(answer -> new Answered(answer, Duration.ofNanos(System.nanoTime() - start)));
  }

  @Test
  void every_event_that_waits_is_answered_in_time() {
    try (RedisProcess redis = RedisProcess.open();
        RunningService service = new RunningService("REDIS_URL=" + redis.url())) {
      List<TestClient> clients = connected(service, List.of("room"));
      redis.pause();
      assertUnavailableInTime(clients, "room");
      redis.resume();
      await()
          .atMost(Duration.ofSeconds(5))
          .until(
              () -> clients.getFirst().ask("message:new", message("room")).optBoolean("success"));
    }
  }

  private static List<TestClient> connected(RunningService service, List<String> chats) {
    List<TestClient> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      TestClient client = service.connect("user-" + i);
      chats.forEach(chat -> client.succeed("message:new", message(chat)));
      clients.add(client);
    }
    return clients;
  }

  private static void assertUnavailableInTime(List<TestClient> clients, String chat) {
    List<CompletableFuture<Answered>> answers = new ArrayList<>();
    for (int event = 0; event < EVENTS; event++) {
      clients.forEach(client -> answers.add(asked(client, chat)));
    }
    assertThat(answers)
        .map(CompletableFuture::join)
        .allSatisfy(
            answered -> {
              assertThat(answered.answer().getString("error")).isEqualTo("UNAVAILABLE");
              assertThat(answered.after()).isLessThan(IN_TIME);
            });
  }

  @Test
  void so_is_every_event_that_waits_for_one_node_of_a_cluster() {
    try (RedisClusterProcess redis = RedisClusterProcess.start();
        RunningService service = new RunningService("REDIS_URL=" + redis.url())) {
      List<TestClient> clients = connected(service, List.of("room"));
      RedisProcess node = redis.masterOf("{c:room}");
      node.pause();
      assertUnavailableInTime(clients, "room");
      node.resume();
    }
  }
}
