package com.sup.messenger.websocket.socketio;

import static com.sup.messenger.websocket.socketio.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sup.messenger.websocket.engineio.CloseReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NamespaceTest {

  private static final String SID = "\"sid\":\"[A-Za-z0-9_-]{20}\"";

  private final List<Throwable> failures = new ArrayList<>();
  private final SocketServer server =
      new SocketServer(SocketConfig.DEFAULT, (_, failure) -> failures.add(failure));
  private final Namespace main = server.of("/");
  private final Members members = new Members(main);
  private final MemoryClient client = new MemoryClient(server);

  @Test
  void a_connect_is_answered_with_the_socket_id_alone() {
    client.say("0");
    assertThat(client.received())
        .singleElement()
        .asString()
        .matches("40\\{" + SID + "}")
        .contains(onlySocket().id())
        .doesNotContain(client.id());
  }

  @Test
  void nothing_is_sent_before_a_connect() {
    assertThat(client.received()).isEmpty();
  }

  @Test
  void a_client_may_be_in_several_namespaces() {
    Members custom = new Members(server.of("/custom"));
    client.say("0", "0/custom,");
    assertThat(client.received().get(1)).matches("40/custom,\\{" + SID + "}");
    assertThat(custom.connected()).hasSize(1);
    assertThat(custom.connected().getFirst().id()).isNotEqualTo(onlySocket().id());
  }

  @Test
  void an_unknown_namespace_is_refused_and_the_connection_stays() {
    client.say("0/unknown,{}");
    assertThat(client.received()).containsExactly("44/unknown,{\"message\":\"Invalid namespace\"}");
    client.say("0");
    assertThat(members.connected()).hasSize(1);
    client.say("2/unknown,[\"foo\"]");
    assertThat(client.closeReason()).isEqualTo(CloseReason.PARSE_ERROR);
  }

  @Test
  void the_handshake_holds_the_auth_payload_and_the_request() {
    client.say("0{\"token\":\"x\"}");
    Handshake handshake = onlySocket().handshake();
    assertThat(handshake.auth().tree()).isEqualTo(json("{\"token\":\"x\"}"));
    assertThat(handshake.request().query()).containsEntry("EIO", "4");
    assertThat(handshake.toString()).doesNotContain("token", "secret");
  }

  @Test
  void the_auth_payload_is_empty_where_there_is_none() {
    client.say("0");
    assertThat(onlySocket().handshake().auth().tree()).isEqualTo(json("{}"));
  }

  @Test
  void a_refusal_tells_its_message_and_data_and_keeps_the_connection() {
    main.use(
        _ -> {
          throw new ConnectRefused("no entry", json("{\"code\":\"X\"}"));
        });
    client.say("0");
    assertThat(client.received())
        .containsExactly("44{\"message\":\"no entry\",\"data\":{\"code\":\"X\"}}");
    assertThat(client.closeReason()).isNull();
    assertThat(members.connected()).isEmpty();
  }

  @Test
  void a_refused_socket_cannot_send_events() {
    main.use(
        socket -> {
          socket.onEvent((_, _, _) -> failures.add(new AssertionError()));
          throw new ConnectRefused("no entry");
        });
    client.say("0");
    assertThat(client.received()).containsExactly("44{\"message\":\"no entry\"}");
    client.say("2[\"foo\"]");
    assertThat(client.closeReason()).isEqualTo(CloseReason.PARSE_ERROR);
    assertThat(failures).isEmpty();
  }

  @Test
  void a_refused_socket_is_sent_nothing() {
    AtomicReference<Socket> refused = new AtomicReference<>();
    main.use(
        socket -> {
          socket.onDisconnect(_ -> failures.add(new AssertionError()));
          refused.set(socket);
          throw new ConnectRefused("no entry");
        });
    client.say("0");
    client.received();
    Members.emit(refused.get(), "foo");
    assertThat(client.received()).isEmpty();
    assertThat(refused.get().isConnected()).isFalse();
    assertThat(failures).isEmpty();
  }

  @Test
  void the_tenth_refusal_ends_the_connection() {
    client.say("0");
    for (int i = 1; i < 10; i++) {
      client.say("0/unknown,");
      assertThat(client.closeReason()).isNull();
    }
    client.say("0/unknown,");
    assertThat(client.received()).hasSize(11);
    assertThat(client.closeReason()).isEqualTo(CloseReason.FORCED_CLOSE);
    assertThat(members.connected()).isEmpty();
    client.say("0/unknown,");
    assertThat(client.received()).isEmpty();
  }

  @Test
  void a_refused_client_may_try_again() {
    main.use(
        socket -> {
          if (socket.handshake().auth().tree().isEmpty()) {
            throw new ConnectRefused("no entry");
          }
        });
    client.say("0", "0{\"token\":1}");
    assertThat(members.connected()).hasSize(1);
  }

  @Test
  void middlewares_are_asked_in_order_until_one_refuses() {
    List<String> asked = new ArrayList<>();
    main.use(_ -> asked.add("first"));
    main.use(
        _ -> {
          asked.add("second");
          throw new ConnectRefused("no entry");
        });
    main.use(_ -> asked.add("third"));
    client.say("0");
    assertThat(asked).containsExactly("first", "second");
  }

  @Test
  void a_middleware_that_fails_refuses_without_telling_why() {
    main.use(
        _ -> {
          throw new IllegalStateException("the password is 1234");
        });
    client.say("0");
    assertThat(client.received()).containsExactly("44{\"message\":\"Internal error\"}");
    assertThat(failures).hasSize(1);
  }

  @Test
  void a_socket_that_is_ended_while_it_connects_is_refused() {
    main.use(socket -> socket.disconnect(false));
    client.say("0");
    assertThat(client.received()).containsExactly("44{\"message\":\"Disconnected\"}");
    assertThat(members.connected()).isEmpty();
  }

  @Test
  void the_number_of_namespaces_of_a_connection_is_bounded() {
    for (int i = 0; i < 17; i++) {
      server.of("/n" + i);
      client.say("0/n" + i + ",");
    }
    assertThat(client.received().getLast())
        .isEqualTo("44/n16,{\"message\":\"Too many namespaces\"}");
    client.say("1/n0,", "0/n16,");
    assertThat(client.received().getLast()).startsWith("40/n16,");
  }

  @Test
  void a_connection_that_joins_no_namespace_in_time_is_closed() {
    long now = System.nanoTime();
    client.tick(now + SocketConfig.DEFAULT.connectTimeout().toNanos() / 2);
    assertThat(client.closeReason()).isNull();
    client.tick(now + SocketConfig.DEFAULT.connectTimeout().toNanos());
    assertThat(client.closeReason()).isEqualTo(CloseReason.FORCED_CLOSE);
  }

  @Test
  void a_refusal_does_not_stop_the_clock_but_a_connection_does() {
    MemoryClient refused = new MemoryClient(server).say("0/unknown,");
    long late = System.nanoTime() + SocketConfig.DEFAULT.connectTimeout().toNanos();
    refused.tick(late);
    assertThat(refused.closeReason()).isEqualTo(CloseReason.FORCED_CLOSE);
    client.say("0");
    client.tick(late);
    assertThat(client.closeReason()).isNull();
  }

  @Test
  void a_client_that_has_left_every_namespace_has_as_long_as_at_first() {
    server.of("/custom");
    long timeout = SocketConfig.DEFAULT.connectTimeout().toNanos();
    client.say("0", "0/custom,");
    client.tick(System.nanoTime() + 10 * timeout);
    client.say("1");
    client.tick(System.nanoTime() + 20 * timeout);
    assertThat(client.closeReason()).isNull();

    long left = System.nanoTime();
    client.say("1/custom,");
    client.tick(left + timeout - 1);
    assertThat(client.closeReason()).isNull();
    client.tick(System.nanoTime() + timeout);
    assertThat(client.closeReason()).isEqualTo(CloseReason.FORCED_CLOSE);
  }

  @Test
  void a_client_that_was_put_out_of_its_namespace_has_as_long_as_at_first() {
    client.say("0");
    onlySocket().disconnect(false);
    client.tick(System.nanoTime() + SocketConfig.DEFAULT.connectTimeout().toNanos());
    assertThat(client.closeReason()).isEqualTo(CloseReason.FORCED_CLOSE);
  }

  @Test
  void a_client_that_has_left_every_namespace_is_a_stranger_until_it_is_known_again() {
    server.of("/custom");
    main.onConnection(socket -> socket.authenticated(Set.of()));
    assertThat(client.isStranger()).isTrue();
    client.say("0", "0/custom,", "1/custom,");
    assertThat(client.isStranger()).isFalse();
    client.say("1");
    assertThat(client.isStranger()).isTrue();
    client.say("0/unknown,");
    assertThat(client.isStranger()).isTrue();
    client.say("0");
    assertThat(client.isStranger()).isFalse();
  }

  @Test
  void a_name_without_slash_or_with_a_comma_is_no_namespace() {
    assertThatIllegalArgumentException().isThrownBy(() -> server.of("custom"));
    assertThatIllegalArgumentException().isThrownBy(() -> server.of("/a,b"));
  }

  @Test
  void a_middleware_may_offer_recovery() {
    main.use(socket -> socket.recoverable("public", "private"));
    client.say("0");
    assertThat(client.received()).containsExactly("40{\"sid\":\"public\",\"pid\":\"private\"}");
  }

  @Test
  void a_recovered_socket_has_its_earlier_ids_and_gets_what_it_missed_first() {
    main.use(
        socket -> {
          socket.recoverable("earlier", "private");
          Members.emit(socket, "missed");
        });
    client.say("0{\"pid\":\"private\",\"offset\":\"1-0\"}");
    assertThat(client.received())
        .containsExactly("42[\"missed\"]", "40{\"sid\":\"earlier\",\"pid\":\"private\"}");
    assertThat(members.socket("earlier")).isPresent();
    assertThatIllegalStateException().isThrownBy(() -> onlySocket().recoverable("public", "other"));
  }

  private Socket onlySocket() {
    assertThat(members.connected()).hasSize(1);
    return members.connected().getFirst();
  }
}
