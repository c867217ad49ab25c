package com.sup.messenger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.bootstrap.system.ServerProcess;
import com.sup.messenger.redis.RedisProcess;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.json.JSONObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Tests the answers to back-ends while Redis is away.
class ServiceApiWithoutRedisTest {

  private static final Duration IN_TIME = Duration.ofSeconds(2);
  private static final Duration BACK = Duration.ofSeconds(10);

  /// The number of outages. An effect of the service appears in each of them, and an effect of the
  /// machine does not.
  private static final int ATTEMPTS = 3;

  /// Every call, in an order in which all succeed.
  private static final List<String> CALLS =
      List.of(
          "PUT /api/chats/{chatId} {\"members\":[\"ada\"]}",
          "GET /api/chats/{chatId}",
          "PUT /api/chats/{chatId}/members/{userId}",
          "POST /api/chats/{chatId}/messages"
              + " {\"senderId\":\"a\",\"encryptedContent\":\"x\",\"messageType\":\"text\"}",
          "DELETE /api/chats/{chatId}/messages/{messageId}",
          "DELETE /api/chats/{chatId}/members/{userId}",
          "POST /api/notifications"
              + " {\"userIds\":[\"a\"],\"type\":\"system\",\"title\":\"t\",\"message\":\"m\"}",
          "GET /api/users/{userId}",
          "POST /api/users/{userId}/disconnect {\"revoke\":true}",
          "GET /api/users/{userId}/cursors",
          "GET /api/chats/{chatId}/entries/{seq}",
          "GET /api/stats",
          "DELETE /api/chats/{chatId}");

  private record Answered(String call, HttpResponse<String> answer, Duration time) {}

  @AutoClose private final RedisProcess redis = RedisProcess.open();

  /// The last message that was posted.
  private String messageId = "a";

  private String seq = "1";

  private Answered call(BackEnd api, String call) {
    String[] parts =
        call.replace("{messageId}", messageId)
            .replace("{seq}", seq)
            .replaceAll("\\{\\w+}", "a")
            .split(" ", 3);
    long start = System.nanoTime();
    HttpResponse<String> answer = api.call(parts[0], parts[1], parts.length < 3 ? "" : parts[2]);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    JSONObject message = BackEnd.json(answer).optJSONObject("message");
    messageId = message == null ? messageId : message.optString("id");
    seq = message == null ? seq : message.optString("seq");
    return new Answered(call, answer, time);
  }

  private void assertServed(BackEnd api) {
    assertThat(CALLS)
        .map(call -> call(api, call))
        .allSatisfy(answered -> assertThat(answered.answer().statusCode()).isBetween(200, 204));
  }

  /// Checks that each call during an outage is unavailable, and in time in one of some outages.
  /// Afterwards all are served.
  private void assertUnavailable(BackEnd api, Runnable begin, Runnable end) throws Exception {
    Duration slowest = slowest(api, begin, end);
    for (int attempt = 1; attempt < ATTEMPTS && slowest.compareTo(IN_TIME) >= 0; attempt++) {
      slowest = slowest(api, begin, end);
    }
    assertThat(slowest).isLessThan(IN_TIME);
  }

  private Duration slowest(BackEnd api, Runnable begin, Runnable end) throws Exception {
    begin.run();
    List<Future<Answered>> calls = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CALLS.forEach(call -> calls.add(threads.submit(() -> call(api, call))));
    }
    Duration slowest = Duration.ZERO;
    for (Future<Answered> call : calls) {
      Answered answered = call.get();
      assertThat(answered.answer().statusCode()).as("%s", answered).isEqualTo(503);
      assertThat(BackEnd.json(answered.answer()).getString("error")).isEqualTo("UNAVAILABLE");
      assertThat(answered.answer().headers().firstValue("Retry-After")).contains("1");
      slowest = slowest.compareTo(answered.time()) < 0 ? answered.time() : slowest;
    }
    end.run();
    await().atMost(BACK).untilAsserted(() -> assertServed(api));
    return slowest;
  }

  @Test
  void each_call_is_unavailable_in_time_while_redis_is_away_and_served_when_it_is_back()
      throws Exception {
    redis.kill();
    try (ServerProcess server =
        ServerProcess.start(Map.of("REDIS_URL", redis.url()), ServerProcess.LIGHT)) {
      BackEnd api = new BackEnd(URI.create("http://localhost:" + server.apiPort()), "development");
      assertUnavailable(api, redis::kill, redis::start);
      assertUnavailable(api, redis::pause, redis::resume);
      assertUnavailable(api, redis::kill, redis::start);
    }
  }

  @Test
  void every_call_of_the_document_is_tried() {
    Set<String> calls = new HashSet<>(BackEnd.DOCUMENT.calls());
    assertThat(calls.remove("GET /api/openapi.yaml")).isTrue();
    // These answer without Redis. IncidentsTest asks them then.
    assertThat(calls.remove("GET /api/health")).isTrue();
    assertThat(calls.remove("POST /api/tokens/check")).isTrue();
    assertThat(calls.remove("POST /api/users/{userId}/trace")).isTrue();
    assertThat(CALLS)
        .map(call -> call.replaceFirst(" \\{\".*", ""))
        .containsExactlyInAnyOrderElementsOf(calls);
  }
}
