package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.json.JSONObject;

/// Clients that send to a chat while a store is away (contract, "Conventions").
record AwayClients(List<TestClient> clients) {

  private static final int CLIENTS = 50;
  private static final int EVENTS = 10;

  /// The contract says 2 s. The rest is for a busy machine.
  private static final Duration IN_TIME = Duration.ofMillis(2_200);

  private static final Duration BACK = Duration.ofSeconds(5);

  /// The number of outages. An effect of the service appears in each of them, and an effect of the
  /// machine does not.
  private static final int ATTEMPTS = 3;

  /// Connects the clients, and lets each send a message.
  static AwayClients of(RunningService service) {
    List<TestClient> clients =
        IntStream.range(0, CLIENTS).mapToObj(i -> service.connect("user-" + i)).toList();
    clients.forEach(client -> client.succeed("message:new", message()));
    return new AwayClients(clients);
  }

  private static JSONObject message() {
    return json("chatId", "room", "encryptedContent", "x", "messageType", "text");
  }

  /// Checks that every event during an outage is answered `UNAVAILABLE`, and in time in one of some
  /// outages. Afterwards the store answers again.
  void assertAnsweredInTime(Runnable begin, Runnable end) {
    Duration slowest = slowest(begin, end);
    for (int attempt = 1; attempt < ATTEMPTS && slowest.compareTo(IN_TIME) >= 0; attempt++) {
      slowest = slowest(begin, end);
    }
    assertThat(slowest).isLessThan(IN_TIME);
  }

  private Duration slowest(Runnable begin, Runnable end) {
    begin.run();
    List<CompletableFuture<Duration>> answers = new ArrayList<>();
    for (int event = 0; event < EVENTS; event++) {
      clients.forEach(client -> answers.add(unavailable(client)));
    }
    Duration slowest = Collections.max(answers.stream().map(CompletableFuture::join).toList());
    end.run();
    await()
        .atMost(BACK)
        .until(() -> clients.getFirst().ask("message:new", message()).optBoolean("success"));
    return slowest;
  }

  /// Returns the time of an answer.
  private static CompletableFuture<Duration> unavailable(TestClient client) {
    long start = System.nanoTime();
    return client
        .asked("message:new", message())
        .thenApply(
            answer -> {
              Duration time = Duration.ofNanos(System.nanoTime() - start);
              assertThat(answer.optString("error")).isEqualTo("UNAVAILABLE");
              return time;
            });
  }
}
