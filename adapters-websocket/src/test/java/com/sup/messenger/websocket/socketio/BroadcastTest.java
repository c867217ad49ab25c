package com.sup.messenger.websocket.socketio;

import static com.sup.messenger.websocket.socketio.Json.binary;
import static com.sup.messenger.websocket.socketio.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.socketio.packet.EncodedEvent;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BroadcastTest {

  private final SocketServer server = new SocketServer(SocketConfig.DEFAULT, (_, _) -> {});
  private final Namespace main = server.of("/");
  private final MemoryClient one = new MemoryClient(server);
  private final MemoryClient two = new MemoryClient(server);
  private final MemoryClient three = new MemoryClient(server);
  private final Socket first = one.connect(main, "");
  private final Socket second = two.connect(main, "");
  private final Socket third = three.connect(main, "");

  @BeforeEach
  void join_rooms() {
    first.join("a", "b");
    second.join("b");
  }

  @Test
  void a_room_hears_what_is_sent_to_it() {
    main.to("b").emit("foo", json("1"));
    assertHeard("42[\"foo\",1]", one, two);
  }

  @Test
  void a_socket_in_several_of_the_rooms_hears_it_once() {
    main.to("a", "b").to("b", "a").emit("foo");
    assertHeard("42[\"foo\"]", one, two);
  }

  @Test
  void without_rooms_all_hear_it() {
    main.to().emit("foo");
    assertHeard("42[\"foo\"]", one, two, three);
  }

  @Test
  void excepted_rooms_and_sockets_do_not_hear_it() {
    main.to("b").except("a").emit("foo");
    assertHeard("42[\"foo\"]", two);
    main.except("a", second.id()).emit("foo");
    assertHeard("42[\"foo\"]", three);
  }

  @Test
  void every_socket_is_in_the_room_of_its_own_id() {
    main.to(third.id()).emit("foo");
    assertHeard("42[\"foo\"]", three);
    assertThat(third.rooms()).containsExactly(third.id());
    third.leave(third.id());
    assertThat(third.isIn(third.id())).isTrue();
  }

  @Test
  void a_socket_may_join_the_room_of_another_and_its_own() {
    String id = third.id();
    second.join(id);
    third.join(id);
    main.to(id).emit("foo");
    assertHeard("42[\"foo\"]", two, three);
  }

  @Test
  void a_socket_sends_to_the_others() {
    first.to("a", "b").emit("foo");
    assertHeard("42[\"foo\"]", two);
    first.to().emit("foo");
    assertHeard("42[\"foo\"]", two, three);
  }

  @Test
  void an_empty_room_hears_nothing_and_is_gone() {
    first.leave("a");
    main.to("a", "nobody").emit("foo");
    assertHeard("42[\"foo\"]");
    assertThat(main.roomNames()).containsExactly("b");
    two.say("1");
    one.loseTransport(CloseReason.TRANSPORT_CLOSE);
    assertThat(main.roomNames()).isEmpty();
  }

  @Test
  void sockets_can_be_found_and_counted_by_room() {
    assertThat(main.to("a", "b").sockets()).containsExactlyInAnyOrder(first, second);
    assertThat(main.to("b").size()).isEqualTo(2);
    assertThat(main.size()).isEqualTo(3);
    assertThat(main.socket("unknown")).isEmpty();
  }

  @Test
  void a_broadcast_shares_its_messages() {
    main.to("b").emit("foo", binary(1));
    List<OutboundMessage> messages = one.receivedMessages();
    assertThat(messages).hasSize(2);
    List<OutboundMessage> others = two.receivedMessages();
    assertThat(others.get(0)).isSameAs(messages.get(0));
    assertThat(others.get(1)).isSameAs(messages.get(1));
  }

  @Test
  void an_event_encoded_once_can_be_sent_many_times() {
    EncodedEvent event = EncodedEvent.of("/", "foo", List.of(json("1")));
    first.emit(event);
    main.to("b").except("a").emit(event);
    assertHeard("42[\"foo\",1]", one, two);
  }

  @Test
  void an_event_encoded_for_another_namespace_is_refused() {
    EncodedEvent event = EncodedEvent.of("/other", "foo", List.of());
    assertThatIllegalArgumentException().isThrownBy(() -> main.to().emit(event));
    assertThatIllegalArgumentException().isThrownBy(() -> first.emit(event));
  }

  @Test
  void a_droppable_event_is_for_those_that_can_take_it_now() {
    two.clog();
    main.to("b").droppable().emit("typing");
    second.droppable().emit("typing");
    assertHeard("42[\"typing\"]", one);
    main.to("b").emit("foo");
    assertHeard("42[\"foo\"]", one, two);
  }

  @RepeatedTest(20)
  void nobody_is_left_in_a_room_after_the_end() throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    Thread joining =
        Thread.startVirtualThread(
            () -> {
              start.countDown();
              for (int i = 0; i < 1_000; i++) {
                first.join("room" + i);
              }
            });
    start.await();
    first.disconnect(false);
    joining.join();
    assertThat(main.roomNames()).containsExactly("b");
    assertThat(first.rooms()).isEmpty();
  }

  private void assertHeard(String message, MemoryClient... hearers) {
    for (MemoryClient client : List.of(one, two, three)) {
      assertThat(client.received())
          .isEqualTo(List.of(hearers).contains(client) ? List.of(message) : List.of());
    }
  }
}
