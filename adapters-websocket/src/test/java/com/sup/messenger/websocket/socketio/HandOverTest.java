package com.sup.messenger.websocket.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sup.messenger.websocket.engineio.CloseReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tests connections that one server lets go and another one continues.
class HandOverTest {

  private final SocketServer here = new SocketServer(SocketConfig.DEFAULT, (_, _) -> {});
  private final SocketServer there = new SocketServer(SocketConfig.DEFAULT, (_, _) -> {});
  private final Members members = new Members(here.of("/"));
  private final Members others = new Members(there.of("/"));
  private final List<String> events = new ArrayList<>();
  private final List<Socket> continued = new ArrayList<>();

  @BeforeEach
  void serve() {
    here.of("/").use(socket -> socket.recoverable("public", "private"));
    here.of("/").onConnection(this::connected);
    there.of("/").onConnection(_ -> events.add("connected there"));
    there.of("/").onHandedOver(this::goOn);
  }

  private void connected(Socket socket) {
    socket.onDisconnect(reason -> events.add("ended " + reason));
    socket.onHandOver(
        () -> {
          Members.emit(socket, "last");
          return JsonNodeFactory.instance.objectNode().put("said", "hello");
        });
  }

  private void goOn(Socket socket, ObjectNode state) {
    continued.add(socket);
    events.add(state.get("said").textValue());
    socket.onEvent((_, _, ack) -> ack.send(TextNode.valueOf("answer")));
    socket.onDisconnect(reason -> events.add("ended there " + reason));
    Members.emit(socket, "first");
  }

  @Test
  void a_socket_goes_on_under_its_ids_without_a_word_to_the_client() {
    MemoryClient client = new MemoryClient(here);
    String id = client.connect(members, "").id();
    client.received();

    byte[] state = client.handOver().orElseThrow();
    assertThat(client.received()).containsExactly("42[\"last\"]");
    assertThat(members.connected()).isEmpty();

    MemoryClient moved = new MemoryClient(there, state);
    assertThat(moved.received()).containsExactly("42[\"first\"]");
    assertThat(continued).singleElement().matches(Socket::isConnected);
    assertThat(continued.getFirst().id()).isEqualTo(id);
    moved.say("27[\"ask\"]");
    assertThat(moved.received()).containsExactly("437[\"answer\"]");
    moved.loseTransport(CloseReason.TRANSPORT_CLOSE);
    assertThat(events).containsExactly("hello", "ended there TRANSPORT_CLOSE");
  }

  @Test
  void nothing_is_sent_or_received_after_the_hand_over() {
    MemoryClient client = new MemoryClient(here);
    Socket socket = client.connect(members, "");
    client.handOver().orElseThrow();
    client.received();
    Members.emit(socket, "late");
    client.say("2[\"late\"]");
    client.loseTransport(CloseReason.TRANSPORT_ERROR);
    assertThat(client.received()).isEmpty();
    assertThat(client.handOver()).isEmpty();
    assertThat(events).isEmpty();
  }

  @Test
  void a_connection_without_a_namespace_joins_one_after_the_hand_over() {
    MemoryClient client = new MemoryClient(here);
    MemoryClient moved = new MemoryClient(there, client.handOver().orElseThrow());
    moved.say("0");
    assertThat(moved.received()).hasSize(1).first().asString().startsWith("40{\"sid\":");
    assertThat(events).containsExactly("connected there");
  }

  @Test
  void a_socket_that_nobody_lets_go_stays() {
    MemoryClient client = new MemoryClient(there);
    Socket socket = client.connect(others, "");
    assertThat(client.handOver()).isEmpty();
    assertThat(socket.isConnected()).isTrue();
  }

  @Test
  void a_socket_that_has_been_put_out_stays() {
    MemoryClient client = new MemoryClient(here);
    client.connect(members, "").disconnect(false);
    assertThat(client.handOver()).isEmpty();
  }

  @Test
  void a_connection_in_the_midst_of_a_binary_packet_stays() {
    MemoryClient client = new MemoryClient(here);
    client.connect(members, "");
    client.say("51-[\"picture\",{\"_placeholder\":true,\"num\":0}]");
    assertThat(client.handOver()).isEmpty();
    client.say(new byte[] {1});
    assertThat(client.handOver()).isPresent();
  }

  @Test
  void a_connection_ends_where_nobody_goes_on_with_its_sockets() {
    MemoryClient client = new MemoryClient(here);
    client.connect(members, "");
    byte[] state = client.handOver().orElseThrow();
    MemoryClient nowhere =
        new MemoryClient(new SocketServer(SocketConfig.DEFAULT, (_, _) -> {}), state);
    assertThat(nowhere.closeReason()).isEqualTo(CloseReason.TRANSPORT_ERROR);
  }
}
