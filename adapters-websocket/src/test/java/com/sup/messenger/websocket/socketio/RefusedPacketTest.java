package com.sup.messenger.websocket.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sup.messenger.json.text.ClientJson;
import com.sup.messenger.websocket.socketio.json.PacketLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that a packet over a bound is no violation. It can be answered, and the connection stays.
class RefusedPacketTest {

  private static final PacketLimits LIMITS = new PacketLimits(2, 10, 4, 20);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final List<String> handled = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final SocketServer server =
      new SocketServer(
          new SocketConfig(TIMEOUT, TIMEOUT, LIMITS, 16), (_, failure) -> failures.add(failure));
  private final Namespace main = server.of("/");
  private final MemoryClient client = new MemoryClient(server);

  RefusedPacketTest() {
    main.onConnection(
        socket ->
            socket.onEvent(
                (name, args, ack) -> {
                  handled.add(name + " " + args.refusal().orElse("taken"));
                  ack.send();
                }));
  }

  static List<String> tooMuch() {
    return List.of(
        "[\"foo\",[[[[]]]]]",
        "[\"foo\"" + ",1".repeat(20) + "]",
        "[\"foo\"," + "1".repeat(1_001) + "]",
        "[\"foo\",\"\\ud800\"]",
        "[\"foo\",{\"\\ud800\":1}]");
  }

  @ParameterizedTest
  @MethodSource("tooMuch")
  void an_event_is_answered_and_the_connection_lives(String payload) {
    client.say("0", "27" + payload, "28[\"after\"]");
    assertThat(client.closeReason()).isNull();
    assertThat(handled.getFirst()).startsWith("foo must ");
    assertThat(handled.getLast()).isEqualTo("after taken");
    assertThat(client.received()).contains("437[]", "438[]");
  }

  @Test
  void attachments_that_are_too_many_are_awaited_and_answered() {
    client.say("0", "53-7[\"foo\"]").say(new byte[1]).say(new byte[1]);
    assertThat(handled).isEmpty();
    client.say(new byte[1]).say("28[\"after\"]");
    assertThat(handled).containsExactly("foo must hold at most 2 binary values", "after taken");
    assertThat(client.received()).contains("437[]", "438[]");
  }

  @Test
  void attachments_that_are_too_long_are_awaited_and_answered() {
    client.say("0", "52-7[\"foo\"]").say(new byte[11]).say(new byte[1]).say("28[\"after\"]");
    assertThat(handled)
        .containsExactly("foo must hold at most 10 bytes of binary values", "after taken");
    assertThat(client.received()).contains("437[]", "438[]");
  }

  @Test
  void attachments_that_do_not_come_close_the_connection_whatever_their_number() {
    client.say("0", "52147483647-7[\"foo\"]").say(new byte[1]);
    client.tick(System.nanoTime() + TIMEOUT.toNanos());
    assertThat(client.closeReason()).isNotNull();
  }

  @Test
  void what_is_refused_cannot_be_read() {
    main.onConnection(socket -> socket.onEvent((_, args, _) -> args.trees()));
    client.say("0", "2[\"foo\",[[[[]]]]]");
    assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
    assertThat(client.closeReason()).isNull();
  }

  @Test
  void a_connect_is_for_the_middleware_to_refuse() {
    main.use(
        socket -> {
          ClientJson auth = socket.handshake().auth();
          if (auth.refusal().isPresent()) {
            assertThatIllegalStateException().isThrownBy(auth::tree);
            throw new ConnectRefused(auth.refusal().get());
          }
        });
    client.say("0{\"a\":[[[[]]]]}");
    assertThat(client.received())
        .containsExactly("44{\"message\":\"must not be nested deeper than 4\"}");
    assertThat(client.closeReason()).isNull();
  }

  @Test
  void an_answer_has_no_effect_and_the_connection_lives() {
    client.say("0", "30[[[[[]]]]]", "28[\"after\"]");
    assertThat(client.closeReason()).isNull();
    assertThat(handled).containsExactly("after taken");
  }
}
