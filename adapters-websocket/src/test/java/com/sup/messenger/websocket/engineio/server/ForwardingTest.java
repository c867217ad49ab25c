package com.sup.messenger.websocket.engineio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.relay.MemoryNetwork;
import com.sup.messenger.websocket.engineio.relay.Question;
import com.sup.messenger.websocket.engineio.session.SessionWatch;
import com.sup.messenger.websocket.rfc6455.RawWebSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests requests at an instance that does not have the session, over a network that loses
/// messages. The tests of each kind of request cover the network that loses none.
class ForwardingTest {
  private static final String UNKNOWN = "{\"code\":1,\"message\":\"Session ID unknown\"}";

  private final MemoryNetwork network = new MemoryNetwork();

  @AutoClose private final TestEngine engine = TestEngine.beside(network, config -> config);

  @Test
  void the_id_of_a_session_begins_with_that_of_its_instance() throws IOException {
    assertThat(engine.open()).startsWith("owner").hasSize("owner".length() + 20);
  }

  @Test
  void what_is_no_session_id_is_asked_of_nobody() throws IOException {
    for (String sid :
        List.of("other", "owner", "x", "other" + "x".repeat(20), "o%20ner" + "x".repeat(20))) {
      assertThat(engine.poll(sid).body()).isEqualTo(UNKNOWN);
    }
    assertThat(network.asked).isEmpty();
  }

  @Test
  void a_session_that_its_owner_does_not_know_is_unknown() throws IOException {
    String sid = "owner" + "x".repeat(20);
    assertThat(engine.poll(sid).body()).isEqualTo(UNKNOWN);
    assertThat(engine.post(sid, "4x").body()).isEqualTo(UNKNOWN);
    try (RawHttp http = engine.http()) {
      assertThat(http.get(TestEngine.webSocket(sid), UPGRADE).read().body()).isEqualTo(UNKNOWN);
    }
  }

  @Test
  void an_upgrade_that_completes_while_its_owner_is_asked_about_it_stays() throws Exception {
    Duration timeout = Duration.ofMillis(600);
    CountDownLatch asking = new CountDownLatch(1);
    CountDownLatch mayAsk = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    try (TestEngine hasty =
        TestEngine.beside(
            network,
            config -> config.upgradeTimeout(timeout).checkInterval(Duration.ofMillis(10)))) {
      String sid = hasty.open();
      hasty.session(sid).mayGoOn = mayGoOn;
      try (RawHttp post = hasty.http();
          RawWebSocket socket = hasty.probe(sid)) {
        socket.send(RawWebSocket.text("2probe"));
        assertThat(socket.read().text()).isEqualTo("3probe");
        network.losesQuestion = question -> isHeld(question, asking, mayAsk);
        assertThat(post.post(TestEngine.polling(sid), "4wait").read().body()).isEqualTo("ok");
        post.post(TestEngine.polling(sid), "4on");
        asking.await();
        mayGoOn.countDown();
        assertThat(post.read().body()).isEqualTo("ok");
        socket.send(RawWebSocket.text("5"));
        await().until(() -> hasty.session(sid).socket.transport().equals("websocket"));
        mayAsk.countDown();
        int ticks = hasty.session(sid).ticks;
        await().until(() -> hasty.session(sid).ticks > ticks + 10);
        socket.send(RawWebSocket.text("4hello"));
        await().until(() -> hasty.events(sid).contains("text hello"));
      }
    }
  }

  @Test
  void what_a_rejected_web_socket_goes_on_to_send_is_told_to_nobody() throws Exception {
    String sid = engine.open();
    try (RawWebSocket socket = engine.probe(sid)) {
      for (int i = 0; i < 50; i++) {
        socket.send(RawWebSocket.text("x"));
      }
      assertThat(socket.read().closeCode()).isEqualTo(1000);
      for (int i = 0; i < 50; i++) {
        socket.send(RawWebSocket.text("x"));
      }
      socket.send(RawWebSocket.closeFrame(1000, ""));
      assertThat(socket.isAtEnd()).isTrue();
    }
    assertThat(network.asked).filteredOn(Question.Withdraw.class::isInstance).hasSize(1);
  }

  @Test
  void long_bodies_on_their_way_are_bounded() throws Exception {
    String sid = engine.open();
    String body = "4" + "x".repeat(999_000);
    network.losesQuestion = Question.Post.class::isInstance;
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        clients.submit(() -> engine.post("owner" + "x".repeat(20), body));
      }
      await().until(() -> network.asked.size() >= 8);
      assertThat(engine.post(sid, body).status()).isEqualTo(503);
    }
  }

  private static boolean isHeld(Question question, CountDownLatch asking, CountDownLatch mayAsk) {
    if (question instanceof Question.Probe) {
      asking.countDown();
      try {
        mayAsk.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return false;
  }

  @Test
  void a_session_whose_owner_is_gone_is_unknown_at_once() throws IOException {
    try (TestEngine patient = TestEngine.patientBeside(network)) {
      String sid = patient.open();
      network.leave("owner");
      assertThat(patient.poll(sid).body()).isEqualTo(UNKNOWN);
      assertThat(patient.post(sid, "4x").body()).isEqualTo(UNKNOWN);
      try (RawHttp http = patient.http()) {
        assertThat(http.get(TestEngine.webSocket(sid), UPGRADE).read().body()).isEqualTo(UNKNOWN);
      }
    }
  }

  @Test
  void a_poll_that_waits_when_its_owner_goes_is_told_that_the_session_is_over() throws IOException {
    String sid = engine.open();
    try (RawHttp poll = engine.park(sid)) {
      network.leave("owner");
      assertThat(poll.read().body()).isEqualTo("1");
    }
  }

  @RepeatedTest(20)
  @Execution(CONCURRENT)
  void an_answer_that_is_lost_comes_again() throws IOException {
    String sid = engine.open();
    try (RawHttp poll = engine.park(sid)) {
      network.losesAnswer = MemoryNetwork.times(2, Question.Poll.class);
      engine.session(sid).send("a");
      assertThat(poll.read().body()).isEqualTo("4a");
      network.losesQuestion = MemoryNetwork.times(2, Question.Poll.class);
      engine.session(sid).send("b");
      assertThat(poll.get(TestEngine.polling(sid)).read().body()).isEqualTo("4b");
    }
  }

  @RepeatedTest(20)
  @Execution(CONCURRENT)
  void a_post_that_is_lost_or_whose_answer_is_comes_once() throws IOException {
    String sid = engine.open();
    network.losesQuestion = MemoryNetwork.once(Question.Post.class);
    assertThat(engine.post(sid, "4a").body()).isEqualTo("ok");
    network.losesAnswer = MemoryNetwork.times(2, Question.Post.class);
    assertThat(engine.post(sid, "4b").body()).isEqualTo("ok");
    assertThat(engine.events(sid)).containsExactly("text a", "text b");
  }

  @Test
  void a_session_ends_where_the_answer_of_its_poll_cannot_be_had() throws IOException {
    String sid = engine.open();
    try (RawHttp poll = engine.park(sid)) {
      network.losesAnswer = Question.Poll.class::isInstance;
      engine.session(sid).send("a");
      assertThat(poll.read().body()).isEqualTo("1");
    }
    engine.awaitClose(sid, CloseReason.TRANSPORT_ERROR);
    await().until(() -> !engine.isKnown(sid));
  }

  @Test
  void a_session_ends_where_it_is_not_known_whether_a_post_has_come() throws IOException {
    String sid = engine.open();
    network.losesAnswer = Question.Post.class::isInstance;
    assertThat(engine.post(sid, "4a").body()).isEqualTo(UNKNOWN);
    engine.awaitClose(sid, CloseReason.TRANSPORT_ERROR);
  }

  @Test
  void a_session_ends_where_nobody_asks_for_its_poll_any_more() throws IOException {
    String sid = engine.open();
    try (RawHttp poll = engine.park(sid)) {
      network.losesQuestion = _ -> true;
      engine.awaitClose(sid, CloseReason.TRANSPORT_ERROR);
      assertThat(poll.read().body()).isEqualTo("1");
    }
  }

  @Test
  void a_poll_waits_for_as_long_as_it_must() throws IOException, InterruptedException {
    String sid = engine.open();
    try (RawHttp poll = engine.park(sid)) {
      await()
          .until(() -> network.asked.stream().filter(Question.Poll.class::isInstance).count() > 4);
      engine.session(sid).send("a");
      assertThat(poll.read().body()).isEqualTo("4a");
    }
    assertThat(engine.events(sid)).isEmpty();
  }

  @Test
  void an_answer_is_not_longer_than_a_question_may_carry() throws IOException {
    String sid = engine.open();
    String half = "x".repeat(500_000);
    for (int i = 0; i < 3; i++) {
      engine.session(sid).send(half);
    }
    for (int i = 0; i < 3; i++) {
      assertThat(engine.poll(sid).body()).isEqualTo("4" + half);
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {Question.Begin.class, Question.Probe.class, Question.TakeOver.class})
  void an_upgrade_of_which_one_thing_is_lost_succeeds(Class<? extends Question> kind)
      throws IOException {
    network.losesQuestion = MemoryNetwork.once(kind);
    assertUpgrades(engine.open());
    network.losesAnswer = MemoryNetwork.once(kind);
    assertUpgrades(engine.open());
  }

  private void assertUpgrades(String sid) throws IOException {
    try (RawWebSocket socket = engine.probe(sid)) {
      socket.send(RawWebSocket.text("2probe"));
      assertThat(socket.read().text()).isEqualTo("3probe");
      engine.post(sid, "4mark");
      engine.session(sid).send("a");
      socket.send(RawWebSocket.text("5"), RawWebSocket.text("4hello"));
      for (String expected : List.of("4a", "4last", "4first")) {
        assertThat(socket.read().text()).isEqualTo(expected);
      }
      engine.session(sid).send("b");
      assertThat(socket.read().text()).isEqualTo("4b");
      await().until(() -> engine.events(sid).equals(List.of("text mark", "text hello")));
      assertThat(engine.engine.hasSession(sid)).isFalse();
      assertThat(engine.other().engine.hasSession(sid)).isTrue();
    }
    engine.awaitClose(sid, CloseReason.TRANSPORT_ERROR);
    await().until(() -> !engine.isKnown(sid));
  }

  @Test
  void a_withdrawal_that_is_lost_comes_again() throws IOException {
    String sid = engine.open();
    network.losesQuestion = MemoryNetwork.times(2, Question.Withdraw.class);
    try (RawWebSocket socket = engine.probe(sid)) {
      socket.send(RawWebSocket.text("2probe"));
      assertThat(socket.read().text()).isEqualTo("3probe");
    }
    await().until(() -> !SessionWatch.isUpgrading(engine.engineSession(sid)));
    assertUpgrades(sid);
  }

  @Test
  void a_websocket_is_closed_where_the_take_over_is_not_answered() throws IOException {
    String sid = engine.open();
    network.losesAnswer = Question.TakeOver.class::isInstance;
    assertClosedAtUpgrade(sid);
    assertThat(engine.isKnown(sid)).isFalse();
  }

  @Test
  void a_websocket_is_closed_where_the_owner_goes_before_the_take_over() throws IOException {
    String sid = engine.open();
    try (RawWebSocket socket = engine.probe(sid)) {
      socket.send(RawWebSocket.text("2probe"));
      assertThat(socket.read().text()).isEqualTo("3probe");
      network.leave("owner");
      socket.send(RawWebSocket.text("5"));
      assertThat(socket.read().opcode()).isEqualTo(8);
    }
  }

  @Test
  void a_websocket_is_closed_where_the_session_cannot_go_on_elsewhere() throws IOException {
    String sid = engine.open();
    engine.post(sid, "4stay");
    assertClosedAtUpgrade(sid);
    engine.session(sid).send("on");
    assertThat(engine.poll(sid).body()).isEqualTo("4on");
  }

  @Test
  void a_websocket_is_closed_where_the_application_fails_to_go_on() throws IOException {
    String sid = engine.open();
    engine.post(sid, "4refuse");
    assertClosedAtUpgrade(sid);
    await().until(() -> !engine.isKnown(sid));
  }

  private void assertClosedAtUpgrade(String sid) throws IOException {
    try (RawWebSocket socket = engine.probe(sid)) {
      socket.send(RawWebSocket.text("2probe"));
      assertThat(socket.read().text()).isEqualTo("3probe");
      socket.send(RawWebSocket.text("5"));
      assertThat(socket.read().opcode()).isEqualTo(8);
    }
  }

  @Test
  void the_heartbeat_goes_on_after_the_hand_over() throws IOException {
    try (TestEngine quick = TestEngine.beside(new MemoryNetwork(), TestEngine::patiently)) {
      String sid = quick.open();
      try (RawWebSocket socket = quick.probe(sid)) {
        socket.send(RawWebSocket.text("2probe"));
        assertThat(socket.read().text()).isEqualTo("3probe");
        socket.send(RawWebSocket.text("5"));
        for (int i = 0; i < 3; i++) {
          assertThat(socket.read().text()).isEqualTo("2");
          socket.send(RawWebSocket.text("3"));
        }
        assertThat(socket.read().text()).isEqualTo("2");
        assertThat(socket.read().opcode()).isEqualTo(8);
      }
      quick.awaitClose(sid, CloseReason.PING_TIMEOUT);
    }
  }

  private static final String[] UPGRADE = {
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
  };
}
