package com.sup.messenger.websocket.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.websocket.engineio.CloseReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the connection's answers to packets that Socket.IO protocol v5 forbids, and to some that
/// it allows.
class ViolationTest {

  private final List<String> handled = new ArrayList<>();
  private final SocketServer server = new SocketServer(SocketConfig.DEFAULT, (_, _) -> {});
  private final Members members = new Members(server.of("/"));
  private final MemoryClient client;

  ViolationTest() {
    server
        .of("/")
        .onConnection(
            socket -> socket.onEvent((name, args, _) -> handled.add(name + args.trees())));
    client = new MemoryClient(server);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "abc",
        "2[\"foo\"",
        "2[\"foo\"]x",
        "2{}",
        "2[]",
        "2[null]",
        "2[\"connect\"]",
        "2[\"disconnecting\"]",
        "1{}",
        "3{}",
        "2abc[\"foo\"]",
        "0",
        "0{}",
        "4{\"message\":\"no\"}",
        "2/other,[\"foo\"]",
        "2/other,",
        "3/other,1[]",
        "1/other,",
        "0/other,[]",
        "50-[\"foo\"]"
      })
  void a_violation_closes_the_whole_connection_and_nothing_is_sent(String text) {
    client.say("0");
    client.received();
    client.say(text);
    assertThat(client.closeReason()).isEqualTo(CloseReason.PARSE_ERROR);
    assertThat(client.received()).isEmpty();
    assertThat(members.connected()).isEmpty();
    assertThat(handled).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2[\"foo\"]", "2", "21[\"foo\"]", "1", "31[]", "3"})
  void nothing_but_a_connect_may_come_first(String text) {
    client.say(text);
    assertThat(client.closeReason()).isEqualTo(CloseReason.PARSE_ERROR);
    assertThat(client.received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "21", "3", "3[]", "3999[]", "31[]", "2[\"unheard\"]"})
  void what_is_allowed_without_effect_leaves_the_connection(String text) {
    client.say("0", text, "2[\"after\"]");
    assertThat(client.closeReason()).isNull();
    assertThat(handled).contains("after[]");
  }

  @Test
  void events_named_error_and_connection_and_by_number_are_delivered() {
    client.say("0", "2[\"error\",1]", "2[\"connection\"]", "2[1]");
    assertThat(handled).containsExactly("error[1]", "connection[]", "1[]");
  }

  @Test
  void nothing_after_a_violation_is_handled() {
    client.say("0", "2[\"before\"]", "2[]", "2[\"after\"]");
    assertThat(handled).containsExactly("before[]");
  }

  @Test
  void an_attachment_that_no_packet_announced_closes_the_connection() {
    client.say("0").say(new byte[1]);
    assertThat(client.closeReason()).isEqualTo(CloseReason.PARSE_ERROR);
  }

  @Test
  void a_text_where_an_attachment_is_awaited_closes_the_connection() {
    client.say("0", "51-[\"foo\",{\"_placeholder\":true,\"num\":0}]", "2[\"bar\"]");
    assertThat(client.closeReason()).isEqualTo(CloseReason.PARSE_ERROR);
    assertThat(handled).isEmpty();
  }

  @Test
  void a_binary_packet_is_handled_when_it_is_complete() {
    client.say("0", "51-[\"foo\",{\"_placeholder\":true,\"num\":0}]");
    assertThat(handled).isEmpty();
    client.say(new byte[] {1});
    assertThat(handled).containsExactly("foo[\"AQ==\"]");
  }

  @Test
  void a_binary_packet_that_stays_incomplete_closes_the_connection() {
    client.say("0", "52-[\"foo\"]").say(new byte[1]);
    long now = System.nanoTime();
    client.tick(now);
    assertThat(client.closeReason()).isNull();
    client.tick(now + SocketConfig.DEFAULT.attachmentTimeout().toNanos());
    assertThat(client.closeReason()).isEqualTo(CloseReason.PARSE_ERROR);
  }

  @Test
  void a_complete_binary_packet_has_no_deadline() {
    client.say("0", "51-[\"foo\"]").say(new byte[1]);
    client.tick(System.nanoTime() + SocketConfig.DEFAULT.attachmentTimeout().toNanos());
    assertThat(client.closeReason()).isNull();
  }

  @Test
  void a_violation_harms_no_other_connection() {
    MemoryClient other = new MemoryClient(server).say("0");
    client.say("0", "2" + "[".repeat(100_000));
    assertThat(client.closeReason()).isEqualTo(CloseReason.PARSE_ERROR);
    other.say("2[\"foo\"]");
    assertThat(other.closeReason()).isNull();
    assertThat(handled).containsExactly("foo[]");
  }
}
