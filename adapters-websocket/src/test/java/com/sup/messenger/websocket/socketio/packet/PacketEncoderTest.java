package com.sup.messenger.websocket.socketio.packet;

import static com.sup.messenger.websocket.socketio.Json.binary;
import static com.sup.messenger.websocket.socketio.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.engineio.packet.Wire;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketEncoderTest {

  @Test
  void a_connect_carries_its_payload() {
    assertThat(wire(new Packet.Connect("/", object("{\"sid\":\"x\"}"))))
        .containsExactly("40{\"sid\":\"x\"}");
    assertThat(wire(new Packet.Connect("/a", object("{\"sid\":\"x\",\"pid\":\"y\"}"))))
        .containsExactly("40/a,{\"sid\":\"x\",\"pid\":\"y\"}");
    assertThat(wire(new Packet.Connect("/a", object("{}")))).containsExactly("40/a,");
  }

  @Test
  void a_disconnect_carries_nothing() {
    assertThat(wire(new Packet.Disconnect("/"))).containsExactly("41");
    assertThat(wire(new Packet.Disconnect("/a"))).containsExactly("41/a,");
  }

  @Test
  void a_refusal_carries_data_only_where_there_is_some() {
    assertThat(wire(new Packet.ConnectError("/", "no", null)))
        .containsExactly("44{\"message\":\"no\"}");
    assertThat(wire(new Packet.ConnectError("/a", "no", json("{\"code\":1}"))))
        .containsExactly("44/a,{\"message\":\"no\",\"data\":{\"code\":1}}");
  }

  @Test
  void an_event_carries_its_name_first() {
    assertThat(wire(event("/", "foo", json("1"), json("[null,\"\u2028\"]"))))
        .containsExactly("42[\"foo\",1,[null,\"\u2028\"]]");
    assertThat(wire(new Packet.Event("/a", OptionalLong.of(0), "foo", List.of())))
        .containsExactly("42/a,0[\"foo\"]");
  }

  @Test
  void an_acknowledgement_carries_its_id() {
    assertThat(wire(new Packet.Ack("/", 12, List.of()))).containsExactly("4312[]");
    assertThat(wire(new Packet.Ack("/a", 12, List.of(json("{}"))))).containsExactly("43/a,12[{}]");
  }

  @Test
  void binary_values_follow_in_depth_first_order() {
    ObjectNode holder = object("{\"deep\":{}}");
    ((ObjectNode) holder.get("deep")).set("x", binary(1));
    holder.set("y", binary(2));
    assertThat(wire(event("/", "foo", holder, binary(3))))
        .containsExactly(
            "453-[\"foo\",{\"deep\":{\"x\":{\"_placeholder\":true,\"num\":0}},"
                + "\"y\":{\"_placeholder\":true,\"num\":1}},{\"_placeholder\":true,\"num\":2}]",
            "bAQ==",
            "bAg==",
            "bAw==");
    assertThat(wire(new Packet.Ack("/a", 7, List.of(binary(255)))))
        .containsExactly("461-/a,7[{\"_placeholder\":true,\"num\":0}]", "b/w==");
  }

  @Test
  void what_is_given_to_the_encoder_is_left_as_it_was() {
    ObjectNode holder = object("{}");
    holder.set("x", binary(1));
    wire(event("/", "foo", holder));
    assertThat(holder.get("x")).isEqualTo(binary(1));
  }

  @Test
  void more_binary_values_than_clients_take_are_refused() {
    List<JsonNode> ten = Collections.nCopies(10, binary(1));
    assertThat(wire(event("/", "foo", ten.toArray(JsonNode[]::new)))).hasSize(11);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                wire(
                    event(
                        "/", "foo", Collections.nCopies(11, binary(1)).toArray(JsonNode[]::new))));
  }

  @Test
  void binary_values_elsewhere_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wire(new Packet.ConnectError("/", "no", binary(1))));
  }

  @Test
  void a_reserved_name_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> event("/", "disconnect"));
  }

  @Test
  void a_node_that_is_not_json_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wire(event("/", "foo", new POJONode("x"))));
  }

  @Test
  void nodes_of_the_application_too_deep_to_write_are_refused() {
    JsonNode node = json("1");
    for (int i = 0; i < 100_000; i++) {
      node = JsonNodeFactory.instance.arrayNode().add(node);
    }
    JsonNode deep = node;
    assertThatIllegalArgumentException().isThrownBy(() -> wire(event("/", "foo", deep)));
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 1",
    "-1.0, -1",
    "0.0, 0",
    "-0.0, 0",
    "1.5, 1.5",
    "NaN, null",
    "Infinity, null",
    "-Infinity, null",
    "9007199254740992, 9007199254740992"
  })
  void doubles_are_written_as_in_javascript(double value, String expected) {
    assertThat(wire(event("/", "foo", DoubleNode.valueOf(value))))
        .containsExactly("42[\"foo\"," + expected + "]");
  }

  @Test
  void a_missing_value_is_null() {
    assertThat(wire(event("/", "foo", MissingNode.getInstance())))
        .containsExactly("42[\"foo\",null]");
  }

  @Test
  void a_lone_surrogate_is_written_as_its_escape() {
    assertThat(wire(event("/", "foo", text("\ud83d\ude00"))))
        .containsExactly("42[\"foo\",\"\ud83d\ude00\"]");
    assertThat(wire(event("/", "foo", text("a\ud83db"), text("\udc00\ud83d"))))
        .containsExactly("42[\"foo\",\"a\\ud83db\",\"\\udc00\\ud83d\"]");
    assertThat(wire(event("/", "\ud800"))).containsExactly("42[\"\\ud800\"]");
  }

  private static List<String> wire(Packet packet) {
    List<OutboundMessage> messages = PacketEncoder.encode(packet);
    return messages.stream().map(Wire::of).toList();
  }

  private static Packet event(String namespace, String name, JsonNode... args) {
    return new Packet.Event(namespace, OptionalLong.empty(), name, List.of(args));
  }

  private static ObjectNode object(String text) {
    return (ObjectNode) json(text);
  }

  private static JsonNode text(String text) {
    return TextNode.valueOf(text);
  }
}
