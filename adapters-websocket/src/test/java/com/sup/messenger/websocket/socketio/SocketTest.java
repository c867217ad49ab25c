package com.sup.messenger.websocket.socketio;

import static com.sup.messenger.websocket.socketio.Json.binary;
import static com.sup.messenger.websocket.socketio.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.socketio.lifecycle.DisconnectReason;
import com.sup.messenger.websocket.socketio.packet.EncodedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SocketTest {

  private final List<String> log = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final SocketServer server =
      new SocketServer(SocketConfig.DEFAULT, (_, failure) -> failures.add(failure));
  private final Members main = new Members(server.of("/"));
  private final Members members = new Members(server.of("/custom"));
  private final Namespace custom = members.namespace();
  private final MemoryClient client = new MemoryClient(server);
  private final Socket socket = client.connect(main, "");

  SocketTest() {
    socket.onDisconnect(reason -> log.add(reason.text()));
  }

  @Test
  void events_go_to_the_handler_in_their_order() {
    socket.onEvent((name, args, _) -> log.add(name + " " + args.trees()));
    client.say("2[\"foo\",1]", "2[\"bar\",2]");
    assertThat(log).containsExactly("foo [1]", "bar [2]");
  }

  @Test
  void a_later_handler_takes_the_place_of_an_earlier_one() {
    socket.onEvent((_, _, _) -> log.add("first"));
    socket.onEvent((_, _, _) -> log.add("second"));
    client.say("2[\"foo\"]");
    assertThat(log).containsExactly("second");
  }

  @Test
  void a_handler_set_at_the_connection_misses_nothing() {
    custom.onConnection(other -> other.onEvent((_, args, _) -> log.add("heard " + args.trees())));
    client.say("0/custom,", "2/custom,[\"foo\"]");
    assertThat(log).containsExactly("heard []");
  }

  @Test
  void a_socket_hears_the_clock_until_it_ends() {
    socket.onTick(nanoTime -> log.add("tick " + nanoTime));
    client.tick(1);
    client.tick(2);
    socket.disconnect(false);
    client.tick(3);
    assertThat(log).contains("tick 1", "tick 2").doesNotContain("tick 3");
  }

  @Test
  void a_tick_handler_that_fails_leaves_the_connection_alone() {
    socket.onTick(
        _ -> {
          throw new IllegalStateException("boom");
        });
    client.tick(1);
    assertThat(failures).hasSize(1);
    assertThat(client.closeReason()).isNull();
  }

  @Test
  void an_event_is_acknowledged_once() {
    socket.onEvent(
        (_, args, ack) -> {
          assertThat(ack.isPresent()).isTrue();
          ack.send(args.trees().toArray(JsonNode[]::new));
          ack.send(json("2"));
        });
    client.say("27[\"foo\",1,{\"a\":2}]");
    assertThat(client.received()).containsExactly("437[1,{\"a\":2}]");
  }

  @Test
  void an_acknowledgement_may_hold_binary() {
    custom.onConnection(other -> other.onEvent((_, _, ack) -> ack.send(binary(1))));
    client.say("0/custom,", "2/custom,456[\"foo\"]");
    assertThat(client.received())
        .containsSequence("461-/custom,456[{\"_placeholder\":true,\"num\":0}]", "bAQ==");
  }

  @Test
  void an_event_that_asks_for_no_acknowledgement_gets_none() {
    socket.onEvent(
        (_, _, ack) -> {
          assertThat(ack.isPresent()).isFalse();
          ack.send();
        });
    client.say("2[\"foo\"]");
    assertThat(client.received()).isEmpty();
    assertThat(failures).isEmpty();
  }

  @Test
  void an_acknowledgement_that_cannot_be_encoded_can_be_given_again() {
    JsonNode[] eleven = Collections.nCopies(11, binary(1)).toArray(JsonNode[]::new);
    socket.onEvent(
        (_, _, ack) -> {
          assertThatIllegalArgumentException().isThrownBy(() -> ack.send(eleven));
          ack.send();
        });
    client.say("20[\"foo\"]");
    assertThat(client.received()).containsExactly("430[]");
  }

  @Test
  void a_late_acknowledgement_does_not_reach_the_clients_next_socket() {
    AtomicReference<Ack> kept = new AtomicReference<>();
    socket.onEvent((_, _, ack) -> kept.set(ack));
    client.say("20[\"foo\"]", "1", "0");
    client.received();
    kept.get().send();
    assertThat(client.received()).isEmpty();
  }

  @Test
  void a_failing_handler_is_reported_and_the_client_is_told_nothing() {
    socket.onEvent(
        (name, _, _) -> {
          if (name.equals("foo")) {
            throw new IllegalStateException("secret");
          }
          throw new StackOverflowError();
        });
    client.say("20[\"foo\"]", "21[\"bar\"]");
    assertThat(failures).hasSize(2);
    assertThat(client.received()).isEmpty();
    assertThat(client.closeReason()).isNull();
  }

  @Test
  void a_failing_connection_handler_leaves_the_socket_connected() {
    custom.onConnection(
        _ -> {
          throw new IllegalStateException();
        });
    custom.onConnection(_ -> log.add("second"));
    client.connect(members, "");
    assertThat(log).containsExactly("second");
    assertThat(failures).hasSize(1);
  }

  @Test
  void a_failing_disconnect_handler_does_not_stop_the_next() {
    custom.onConnection(
        other -> {
          other.onDisconnect(
              _ -> {
                throw new IllegalStateException();
              });
          other.onDisconnect(_ -> log.add("second"));
        });
    client.say("0/custom,", "1/custom,");
    assertThat(log).containsExactly("second");
  }

  @Test
  void a_reserved_name_cannot_be_emitted() {
    assertThatIllegalArgumentException().isThrownBy(() -> Members.emit(socket, "disconnect"));
  }

  @Test
  void an_event_encoded_once_can_be_sent_many_times() {
    EncodedEvent event = EncodedEvent.of("/", "foo", List.of(json("1")));
    socket.emit(event);
    MemoryClient other = new MemoryClient(server);
    Socket second = other.connect(main, "");
    second.emit(event);
    second.emit(event);
    assertThat(client.received()).containsExactly("42[\"foo\",1]");
    assertThat(other.received()).containsExactly("42[\"foo\",1]", "42[\"foo\",1]");
  }

  @Test
  void an_event_encoded_for_another_namespace_is_refused() {
    EncodedEvent event = EncodedEvent.of("/other", "foo", List.of());
    assertThatIllegalArgumentException().isThrownBy(() -> socket.emit(event));
  }

  @Test
  void a_droppable_event_is_for_those_that_can_take_it_now() {
    EncodedEvent event = EncodedEvent.of("/", "typing", List.of());
    client.clog();
    socket.emit(event.droppableIfSlow());
    assertThat(client.received()).isEmpty();
    socket.emit(event);
    assertThat(client.received()).containsExactly("42[\"typing\"]");
  }

  @Test
  void an_answer_that_was_not_asked_for_has_no_effect() {
    socket.onEvent((_, _, _) -> log.add("event"));
    client.say("30[1]", "61-0[{\"_placeholder\":true,\"num\":0}]").say(new byte[] {7});
    assertThat(client.closeReason()).isNull();
    assertThat(client.received()).isEmpty();
    assertThat(log).isEmpty();
  }

  @Test
  void a_client_that_leaves_a_namespace_keeps_its_connection() {
    client.connect(members, "");
    client.say("1");
    assertThat(client.received()).isEmpty();
    assertThat(client.closeReason()).isNull();
    assertThat(log).containsExactly("client namespace disconnect");
    assertThat(main.connected()).isEmpty();
    assertThat(members.connected()).hasSize(1);
  }

  @Test
  void a_client_may_join_again_as_a_new_socket() {
    client.say("1");
    Socket again = client.connect(main, "");
    assertThat(again.id()).isNotEqualTo(socket.id());
    assertThat(main.connected()).hasSize(1);
  }

  @Test
  void events_after_leaving_close_the_connection() {
    client.say("1", "2[\"foo\"]");
    assertThat(client.closeReason()).isEqualTo(CloseReason.PARSE_ERROR);
  }

  @Test
  void the_server_puts_a_client_out_of_one_namespace() {
    client.connect(members, "");
    socket.disconnect(false);
    socket.disconnect(false);
    assertThat(client.received()).containsExactly("41");
    assertThat(client.closeReason()).isNull();
    assertThat(log).containsExactly("server namespace disconnect");
    assertThat(members.connected()).hasSize(1);
  }

  @Test
  void what_the_client_sent_before_it_knew_is_ignored() {
    socket.onEvent((_, _, _) -> log.add("event"));
    socket.disconnect(false);
    log.clear();
    client.say("2[\"foo\"]", "30[]", "1");
    assertThat(client.closeReason()).isNull();
    assertThat(log).isEmpty();
  }

  @Test
  void a_client_that_was_put_out_may_join_again() {
    socket.disconnect(false);
    Socket again = client.connect(main, "");
    again.onEvent((_, _, ack) -> ack.send());
    client.say("20[\"foo\"]");
    assertThat(client.received()).containsExactly("430[]");
  }

  @Test
  void the_server_puts_a_client_out_of_everything() {
    client.connect(members, "");
    socket.disconnect(true);
    assertThat(client.received()).containsExactlyInAnyOrder("41", "41/custom,");
    assertThat(client.closeReason()).isEqualTo(CloseReason.FORCED_CLOSE);
    assertThat(main.connected()).isEmpty();
    assertThat(members.connected()).isEmpty();
  }

  @Test
  void the_server_ends_a_connection_without_a_word() {
    socket.closeConnection(CloseReason.SERVER_SHUTTING_DOWN);
    client.loseTransport(CloseReason.TRANSPORT_CLOSE);
    assertThat(client.received()).isEmpty();
    assertThat(log).first().isEqualTo("server shutting down");
  }

  @ParameterizedTest
  @EnumSource
  void the_end_of_the_transport_ends_all_sockets_with_its_reason(CloseReason reason) {
    client.connect(members, "").onDisconnect(other -> log.add("custom " + other.text()));
    client.loseTransport(reason);
    String text = DisconnectReason.of(reason).text();
    assertThat(log).containsExactlyInAnyOrder(text, "custom " + text);
    assertThat(client.received()).isEmpty();
    assertThat(main.connected()).isEmpty();
    assertThat(members.connected()).isEmpty();
  }

  @Test
  void after_the_end_nothing_is_sent() {
    socket.disconnect(false);
    client.received();
    Members.emit(socket, "foo");
    assertThat(client.received()).isEmpty();
    assertThat(socket.isConnected()).isFalse();
  }

  @Test
  void a_disconnect_handler_that_comes_late_is_called_at_once() {
    socket.disconnect(false);
    log.clear();
    socket.onDisconnect(reason -> log.add(reason.text()));
    assertThat(log).containsExactly("server namespace disconnect");
  }

  @Test
  void a_socket_keeps_what_is_attached_to_it() {
    assertThatIllegalStateException().isThrownBy(() -> socket.attachment(String.class));
    socket.attach("alice");
    assertThat(socket.attachment(String.class)).isEqualTo("alice");
    assertThatIllegalStateException().isThrownBy(() -> socket.attachment(Integer.class));
  }
}
