package com.sup.messenger.websocket.engineio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.sup.messenger.websocket.engineio.relay.MemoryNetwork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;

/// Tests polls and POSTs at another instance, while one message in seven between the two is lost.
@Tag("full")
class RandomLossTest {
  private static final int EVENTS = 60;
  private static final List<String> ALL =
      IntStream.range(0, EVENTS).mapToObj(i -> "4m" + i).toList();

  private final MemoryNetwork network = new MemoryNetwork();

  @AutoClose private final TestEngine engine = TestEngine.beside(network, config -> config);

  @RepeatedTest(20)
  @Execution(CONCURRENT)
  void nothing_comes_twice_or_out_of_order(RepetitionInfo repetition) throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    network.losesQuestion = _ -> random.nextInt(7) == 0;
    network.losesAnswer = _ -> random.nextInt(7) == 0;
    String sid = engine.open();
    CompletableFuture<List<String>> polled =
        CompletableFuture.supplyAsync(() -> pollAll(sid), Thread::startVirtualThread);
    int posted = 0;
    for (int i = 0; i < EVENTS; i++) {
      engine.session(sid).send("m" + i);
      if (i % 4 == 0 && engine.post(sid, "4p" + i).status() == 200) {
        posted++;
      }
    }
    List<String> received = polled.join();
    assertThat(received).isEqualTo(ALL.subList(0, received.size()));
    List<String> events = engine.events(sid).stream().filter(e -> e.startsWith("text")).toList();
    assertThat(events)
        .isEqualTo(IntStream.range(0, events.size()).mapToObj(i -> "text p" + 4 * i).toList())
        .hasSizeGreaterThanOrEqualTo(posted);
    if (received.size() < EVENTS || posted < EVENTS / 4) {
      await().until(() -> !engine.isKnown(sid));
    } else {
      assertThat(events).hasSize(posted);
    }
  }

  /// Polls until all has come, or the session is over.
  private List<String> pollAll(String sid) {
    List<String> received = new ArrayList<>();
    try (RawHttp http = engine.http()) {
      while (received.size() < EVENTS) {
        RawHttp.Response response = http.get(TestEngine.polling(sid)).read();
        if (response.status() != 200 || response.body().equals("1")) {
          break;
        }
        received.addAll(List.of(response.body().split("\u001e", -1)));
      }
      return received;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
