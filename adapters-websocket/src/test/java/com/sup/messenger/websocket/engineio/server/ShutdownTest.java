package com.sup.messenger.websocket.engineio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.relay.MemoryNetwork;
import com.sup.messenger.websocket.rfc6455.RawWebSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ShutdownTest {

  private static final Duration STEP = Duration.ofMillis(50);

  @Test
  void stopping_tells_every_client() throws IOException {
    try (TestEngine engine = new TestEngine()) {
      String idle = engine.open();
      String polling = engine.open();
      try (RawHttp poll = engine.park(polling);
          RawWebSocket socket = engine.webSocket()) {
        String webSocket = TestEngine.sid(socket.read().text());
        engine.session(webSocket).send("last");
        CompletableFuture<Void> closing = CompletableFuture.runAsync(engine.engine::close);

        assertThat(poll.read().body()).isEqualTo("1");
        assertThat(socket.read().text()).isEqualTo("4last");
        // A close frame would keep some clients from seeing the end.
        assertThat(socket.isAtEnd()).isTrue();
        socket.reset();
        closing.join();
        for (String sid : new String[] {idle, polling, webSocket}) {
          engine.awaitClose(sid, CloseReason.SERVER_SHUTTING_DOWN);
        }
        assertThat(engine.engine.sessionCount()).isZero();
      }
    }
  }

  @Test
  void stopping_waits_for_what_the_application_does_at_an_end() throws IOException {
    try (TestEngine engine = new TestEngine()) {
      String sid = engine.open();
      CountDownLatch mayEnd = new CountDownLatch(1);
      engine.session(sid).mayEnd = mayEnd;
      CompletableFuture<Void> closing = CompletableFuture.runAsync(engine.engine::close);
      assertThatThrownBy(() -> closing.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      mayEnd.countDown();
      closing.join();
      assertThat(engine.events(sid)).containsExactly("close SERVER_SHUTTING_DOWN");
    }
  }

  @Test
  void draining_ends_one_session_after_another() throws IOException {
    try (TestEngine engine = new TestEngine()) {
      List<String> sids = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        sids.add(engine.open());
      }
      long start = System.nanoTime();
      CompletableFuture<Void> draining =
          CompletableFuture.runAsync(() -> engine.engine.drain(STEP.multipliedBy(10)));
      await().until(() -> sids.stream().anyMatch(sid -> !engine.events(sid).isEmpty()));
      assertThat(RawHttp.exchange(engine.port(), "GET", TestEngine.polling(), "").status())
          .isEqualTo(403);
      draining.join();
      for (String sid : sids) {
        engine.awaitClose(sid, CloseReason.SERVER_SHUTTING_DOWN);
        // The ping, which nobody has fetched.
        assertThat(engine.poll(sid).body()).isEqualTo("2");
        assertThat(engine.poll(sid).body()).isEqualTo("6\u001e1");
      }
      long[] ends = sids.stream().mapToLong(sid -> engine.session(sid).endedAt).sorted().toArray();
      for (int i = 0; i < ends.length; i++) {
        assertThat(Duration.ofNanos(ends[i] - start)).isGreaterThanOrEqualTo(STEP.multipliedBy(i));
      }
    }
  }

  @Test
  void a_poll_for_another_server_is_released_for_its_client_to_go_there() throws IOException {
    try (TestEngine engine = TestEngine.beside(new MemoryNetwork(), config -> config)) {
      String sid = engine.open();
      try (RawHttp poll = engine.park(sid)) {
        engine.other().engine.drain(Duration.ofSeconds(1));
        assertThat(poll.read().body()).isEqualTo("6");
        engine.session(sid).send("a");
        assertThat(poll.get(TestEngine.polling(sid)).read().body()).isEqualTo("4a");
      }
      assertThat(engine.events(sid)).isEmpty();
    }
  }

  @Test
  void no_session_opens_while_the_server_stops() throws IOException {
    try (TestEngine engine = new TestEngine()) {
      engine.engine.close();
      RawHttp.Response response = RawHttp.exchange(engine.port(), "GET", TestEngine.polling(), "");
      assertThat(response.status()).isEqualTo(403);
      assertThat(response.body()).isEqualTo("{\"code\":4,\"message\":\"Server is shutting down\"}");
    }
  }

  @Test
  void a_client_that_does_not_answer_holds_the_server_for_two_seconds_at_most() throws IOException {
    try (TestEngine engine = new TestEngine();
        RawWebSocket socket = engine.webSocket()) {
      assertThat(socket.read().text()).startsWith("0");
      long start = System.nanoTime();
      engine.engine.close();
      assertThat(System.nanoTime() - start).isLessThan(4_000_000_000L);
    }
  }
}
