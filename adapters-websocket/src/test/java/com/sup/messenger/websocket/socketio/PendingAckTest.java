package com.sup.messenger.websocket.socketio;

import static com.sup.messenger.websocket.socketio.Json.binary;
import static com.sup.messenger.websocket.socketio.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.socketio.json.PacketLimits;
import com.sup.messenger.websocket.socketio.lifecycle.DisconnectedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PendingAckTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final SocketConfig config =
      new SocketConfig(TIMEOUT, TIMEOUT, PacketLimits.DEFAULT, 16, 2);
  private final SocketServer server = new SocketServer(config, (_, _) -> {});
  private final MemoryClient client = new MemoryClient(server);
  private final Socket socket = client.connect(server.of("/"), "");

  @Test
  void the_client_answers_with_the_arguments_of_its_acknowledgement() {
    var first = socket.emitWithAck(TIMEOUT, "foo", json("1"));
    var second = socket.emitWithAck(TIMEOUT, "bar", binary(1));
    assertThat(client.received())
        .containsExactly(
            "420[\"foo\",1]", "451-1[\"bar\",{\"_placeholder\":true,\"num\":0}]", "bAQ==");
    client.say("31[\"b\"]", "30[1,2]");
    assertThat(first).isCompletedWithValue(List.of(json("1"), json("2")));
    assertThat(second).isCompletedWithValue(List.of(json("\"b\"")));
  }

  @Test
  void a_binary_acknowledgement_answers_too() {
    var answer = socket.emitWithAck(TIMEOUT, "foo");
    client.say("61-0[{\"_placeholder\":true,\"num\":0}]").say(new byte[] {7});
    assertThat(answer).isCompletedWithValue(List.of(binary(7)));
  }

  @Test
  void a_second_answer_is_ignored() {
    var answer = socket.emitWithAck(TIMEOUT, "foo");
    client.say("30[1]", "30[2]");
    assertThat(answer).isCompletedWithValue(List.of(json("1")));
    assertThat(client.closeReason()).isNull();
  }

  @Test
  void an_answer_that_does_not_come_in_time_is_a_failure() {
    var answer = socket.emitWithAck(TIMEOUT, "foo");
    client.tick(System.nanoTime());
    assertThat(answer).isNotDone();
    client.tick(System.nanoTime() + TIMEOUT.toNanos());
    assertFails(answer, TimeoutException.class);
    client.say("30[1]");
    assertThat(client.closeReason()).isNull();
  }

  @Test
  void the_end_of_the_socket_fails_what_is_awaited() {
    var answer = socket.emitWithAck(TIMEOUT, "foo");
    client.loseTransport(CloseReason.PING_TIMEOUT);
    assertFails(answer, DisconnectedException.class);
    assertFails(socket.emitWithAck(TIMEOUT, "foo"), DisconnectedException.class);
  }

  @Test
  void the_number_of_awaited_answers_is_bounded() {
    socket.emitWithAck(TIMEOUT, "foo");
    socket.emitWithAck(TIMEOUT, "foo");
    client.received();
    assertFails(socket.emitWithAck(TIMEOUT, "foo"), IllegalStateException.class);
    assertThat(client.received()).isEmpty();
    client.say("30[]");
    assertThat(socket.emitWithAck(TIMEOUT, "foo")).isNotDone();
  }

  @Test
  void an_event_that_cannot_be_encoded_awaits_nothing() {
    for (int i = 0; i < 3; i++) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> socket.emitWithAck(TIMEOUT, "disconnect"));
    }
    assertThat(socket.emitWithAck(TIMEOUT, "foo")).isNotDone();
  }

  private static void assertFails(
      CompletableFuture<List<JsonNode>> answer, Class<? extends Exception> type) {
    assertThat(answer)
        .failsWithin(TIMEOUT)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(type);
  }
}
