package com.sup.messenger.websocket.engineio.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.rfc6455.RawWebSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests upgrades like those of the stock client, while the server sends a burst.
@ParameterizedClass
@EnumSource(Door.class)
class UpgradeRaceTest {
  private static final int BURST = 200;
  private static final List<String> EXPECTED =
      IntStream.range(0, BURST).mapToObj(i -> "4m" + i).toList();

  private static TestEngine engine;
  private static ExecutorService threads;

  @Parameter Door door;

  @BeforeParameterizedClassInvocation
  static void start(Door door) {
    engine = TestEngine.behind(door);
    threads = Executors.newVirtualThreadPerTaskExecutor();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    threads.close();
    engine.close();
  }

  @RepeatedTest(100)
  void each_packet_comes_once_and_in_order() throws Exception {
    String sid = engine.open();
    List<String> received = new ArrayList<>();
    Poller poller = new Poller(sid, received);
    CompletableFuture<Void> polling = CompletableFuture.runAsync(poller, threads);
    CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> burst(sid), threads);
    try (RawWebSocket socket = engine.probe(sid)) {
      socket.send(RawWebSocket.text("2probe"));
      assertThat(socket.read().text()).isEqualTo("3probe");
      engine.post(sid, "4a\u001e4b");
      poller.pause = true;
      polling.join();
      socket.send(RawWebSocket.text("5"), RawWebSocket.text("4c"), RawWebSocket.text("4d"));
      while (received.size() < BURST) {
        received.add(socket.read().text());
      }
      sending.join();
      engine.session(sid).send("end");
      assertThat(socket.read().text()).isEqualTo("4end");
    }
    assertThat(received).isEqualTo(EXPECTED);
    engine.awaitClose(sid, CloseReason.TRANSPORT_ERROR);
    assertThat(engine.events(sid))
        .containsExactly("text a", "text b", "text c", "text d", "close TRANSPORT_ERROR");
  }

  private static void burst(String sid) {
    TestEngine.Session session = engine.session(sid);
    for (int i = 0; i < BURST; i++) {
      session.send("m" + i);
      if (i % 7 == 0) {
        Thread.yield();
      }
    }
  }

  /// Polls without a pause on one connection, until it must stop after the poll that waits.
  private static final class Poller implements Runnable {
    private final String sid;
    private final List<String> received;
    volatile boolean pause;

    Poller(String sid, List<String> received) {
      this.sid = sid;
      this.received = received;
    }

    @Override
    public void run() {
      try (RawHttp http = engine.http()) {
        while (!pause) {
          for (String packet :
              http.get(TestEngine.polling(sid)).read().body().split("\u001e", -1)) {
            if (!packet.equals("6")) {
              received.add(packet);
            }
          }
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
