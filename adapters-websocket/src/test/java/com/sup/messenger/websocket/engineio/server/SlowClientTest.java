package com.sup.messenger.websocket.engineio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.listener.ByteBudget;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineSocket;
import com.sup.messenger.websocket.engineio.packet.OutboundBudget;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.engineio.session.SessionWatch;
import com.sup.messenger.websocket.rfc6455.RawWebSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SlowClientTest {
  private static final OutboundMessage MESSAGE = OutboundMessage.text("x".repeat(10_000));

  @AutoClose
  private static final TestEngine engine =
      new TestEngine(config -> config.outbox(100, 500_000).outboxPatience(Duration.ZERO));

  @Test
  void a_websocket_that_is_not_read_is_dropped_while_others_go_on() throws IOException {
    try (RawWebSocket slow = RawWebSocket.connect(engine.port(), TestEngine.webSocket(""), 4096);
        RawWebSocket quick = engine.webSocket()) {
      String slowSid = TestEngine.sid(slow.read().text());
      String quickSid = TestEngine.sid(quick.read().text());
      int sent = 0;
      while (engine.events(slowSid).isEmpty()) {
        engine.session(slowSid).socket.send(MESSAGE);
        engine.session(quickSid).socket.send(MESSAGE);
        assertThat(quick.read().payload()).hasSize(10_001);
        assertThat(++sent).isLessThan(10_000);
      }
      engine.awaitClose(slowSid, CloseReason.SLOW_CONSUMER);
      await().until(() -> !engine.isKnown(slowSid));
      assertThat(engine.events(quickSid)).isEmpty();
    }
  }

  @Test
  void a_poll_that_is_not_read_is_cut_when_the_outbox_is_full() throws IOException {
    String sid = engine.open();
    try (RawHttp slow = new RawHttp(engine.port(), 4096)) {
      slow.get(TestEngine.polling(sid));
      await().until(() -> SessionWatch.isPollWaiting(engine.engineSession(sid)));
      engine.session(sid).socket.send(OutboundMessage.text("y".repeat(8 * 1024 * 1024)));
      while (engine.events(sid).isEmpty()) {
        engine.session(sid).socket.send(MESSAGE);
      }
      engine.awaitClose(sid, CloseReason.SLOW_CONSUMER);
      await().until(() -> !engine.isKnown(sid));
    }
  }

  @Test
  void a_client_that_does_not_poll_is_dropped_when_the_outbox_is_full() throws IOException {
    String sid = engine.open();
    for (int i = 0; i < 100; i++) {
      engine.session(sid).socket.send(OutboundMessage.text("x"));
    }
    assertThat(engine.events(sid)).isEmpty();
    engine.session(sid).socket.send(OutboundMessage.text("x"));
    engine.awaitClose(sid, CloseReason.SLOW_CONSUMER);
    await().until(() -> !engine.isKnown(sid));
  }

  @Test
  void messages_to_be_dropped_if_slow_wait_for_the_next_poll_but_not_behind_a_backlog()
      throws IOException {
    String sid = engine.open();
    EngineSocket socket = engine.session(sid).socket;
    socket.send(OutboundMessage.text("v").droppableIfSlow());
    assertThat(engine.poll(sid).body()).isEqualTo("4v");
    String backlog = "y".repeat(17 * 1024);
    socket.send(OutboundMessage.text(backlog));
    socket.send(OutboundMessage.text("w").droppableIfSlow());
    assertThat(engine.poll(sid).body()).isEqualTo("4" + backlog);
  }

  @Test
  void volatile_messages_are_dropped_behind_the_backlog_of_a_websocket() throws IOException {
    try (TestEngine roomy = new TestEngine();
        RawWebSocket slow = RawWebSocket.connect(roomy.port(), TestEngine.webSocket(""), 4096)) {
      String sid = TestEngine.sid(slow.read().text());
      EngineSocket socket = roomy.session(sid).socket;
      socket.send(OutboundMessage.text("v").droppableIfSlow());
      assertThat(slow.read().text()).isEqualTo("4v");
      socket.send(OutboundMessage.text("y".repeat(3 * 1024 * 1024)));
      for (int i = 0; i < 100_000; i++) {
        socket.send(OutboundMessage.text("v").droppableIfSlow());
      }
      socket.send(OutboundMessage.text("end"));
      int dropped = 100_000;
      for (String text = ""; !text.equals("4end"); text = slow.read().text()) {
        dropped -= text.equals("4v") ? 1 : 0;
      }
      assertThat(dropped).isPositive();
      assertThat(roomy.events(sid)).isEmpty();
    }
  }

  @Test
  void a_client_that_sends_a_body_byte_by_byte_is_cut_at_its_heartbeat() throws IOException {
    try (TestEngine quick = TestEngine.quick();
        RawHttp http = quick.http()) {
      String sid = quick.open();
      http.send(
          "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n4"
              .formatted(TestEngine.polling(sid)));
      quick.awaitClose(sid, CloseReason.PING_TIMEOUT);
      assertThat(http.isAtEnd()).isTrue();
      await().atMost(Duration.ofSeconds(2)).until(() -> !quick.isKnown(sid));
    }
  }

  @Test
  void what_waits_for_a_client_that_is_closed_and_gone_counts_no_more() throws IOException {
    OutboundBudget outbound = new OutboundBudget(100_000_000);
    try (TestEngine other =
        new TestEngine(config -> config.budgets(ByteBudget.ofHeap(8), outbound))) {
      String sid;
      try (RawWebSocket slow = RawWebSocket.connect(other.port(), TestEngine.webSocket(""), 4096)) {
        sid = TestEngine.sid(slow.read().text());
        for (int i = 0; i < 300; i++) {
          other.session(sid).socket.send(MESSAGE);
        }
        assertThat(outbound.held()).isPositive();
        other.session(sid).socket.close(CloseReason.FORCED_CLOSE);
      }
      await().until(() -> !other.isKnown(sid));
      assertThat(outbound.held()).isZero();
    }
  }

  @Test
  void if_too_much_waits_the_slowest_is_ended_and_not_one_that_has_just_come() throws IOException {
    OutboundBudget outbound = new OutboundBudget(100_000);
    try (TestEngine other =
        new TestEngine(config -> config.budgets(ByteBudget.ofHeap(8), outbound))) {
      String newcomer = other.open();
      other.session(newcomer).send("welcome");
      String slow = other.open();
      other.session(slow).socket.authenticated(Set.of());
      for (int i = 0; i < 11; i++) {
        other.session(slow).socket.send(OutboundMessage.text("x".repeat(10_000)));
      }
      other.awaitClose(slow, CloseReason.SLOW_CONSUMER);
      assertThat(other.poll(newcomer).body()).isEqualTo("4welcome");
    }
  }
}
