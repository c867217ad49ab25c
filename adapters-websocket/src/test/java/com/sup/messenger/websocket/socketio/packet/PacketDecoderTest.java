package com.sup.messenger.websocket.socketio.packet;

import static com.sup.messenger.websocket.socketio.Json.binary;
import static com.sup.messenger.websocket.socketio.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.websocket.socketio.json.PacketLimits;
import com.sup.messenger.websocket.socketio.json.ProtocolViolation;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketDecoderTest {

  private final TreeDecoder decoder = new TreeDecoder(PacketLimits.DEFAULT);

  @Test
  void a_connect_may_have_a_namespace_and_a_payload() throws Exception {
    assertThat(decoder.text("0")).isEqualTo(connect("/", "{}"));
    assertThat(decoder.text("0{\"token\":\"x\"}")).isEqualTo(connect("/", "{\"token\":\"x\"}"));
    assertThat(decoder.text("0/custom,")).isEqualTo(connect("/custom", "{}"));
    assertThat(decoder.text("0/custom")).isEqualTo(connect("/custom", "{}"));
    assertThat(decoder.text("0/custom,{\"a\":1}")).isEqualTo(connect("/custom", "{\"a\":1}"));
  }

  @Test
  void the_query_string_of_a_namespace_is_part_of_its_name() throws Exception {
    assertThat(decoder.text("0/custom?a=b,{}")).isEqualTo(connect("/custom?a=b", "{}"));
  }

  @Test
  void the_id_of_a_connect_is_ignored() throws Exception {
    assertThat(decoder.text("01{}")).isEqualTo(connect("/", "{}"));
  }

  @Test
  void a_disconnect_has_a_namespace_only() throws Exception {
    assertThat(decoder.text("1")).isEqualTo(new Packet.Disconnect("/"));
    assertThat(decoder.text("1/custom,")).isEqualTo(new Packet.Disconnect("/custom"));
  }

  @Test
  void an_event_has_a_name_and_arguments() throws Exception {
    assertThat(decoder.text("2[\"foo\"]")).isEqualTo(event("/", "foo"));
    assertThat(decoder.text("2[\"foo\",1,null,{\"a\":[true]}]"))
        .isEqualTo(event("/", "foo", json("1"), json("null"), json("{\"a\":[true]}")));
    assertThat(decoder.text("2/a,[\"foo\"]")).isEqualTo(event("/a", "foo"));
  }

  @Test
  void a_comma_in_the_arguments_does_not_end_a_namespace() throws Exception {
    assertThat(decoder.text("2[\"/a,b\",\"/c,\"]")).isEqualTo(event("/", "/a,b", json("\"/c,\"")));
  }

  @Test
  void an_event_may_ask_for_an_acknowledgement() throws Exception {
    assertThat(ackId("212[\"foo\"]")).hasValue(12);
    assertThat(ackId("20[\"foo\"]")).hasValue(0);
    assertThat(ackId("2007[\"foo\"]")).hasValue(7);
    assertThat(ackId("2/a,456[\"foo\"]")).hasValue(456);
    assertThat(ackId("29007199254740992[\"foo\"]")).hasValue(1L << 53);
  }

  @Test
  void an_event_name_may_be_a_number() throws Exception {
    assertThat(decoder.text("2[1]")).isEqualTo(event("/", "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "connection", "Connect", ""})
  void names_that_look_reserved_are_events(String name) throws Exception {
    assertThat(decoder.text("2[\"" + name + "\"]")).isEqualTo(event("/", name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "21", "2/,", "3", "31", "3[]", "3[1]"})
  void an_event_without_payload_and_an_ack_without_id_are_empty(String text) throws Exception {
    assertThat(decoder.decoder().text(text)).isEqualTo(new Received.Empty("/"));
  }

  @Test
  void an_ack_has_an_id_and_arguments() throws Exception {
    assertThat(decoder.text("31[]")).isEqualTo(new Packet.Ack("/", 1, List.of()));
    assertThat(decoder.text("3/a,13[\"x\"]"))
        .isEqualTo(new Packet.Ack("/a", 13, List.of(json("\"x\""))));
  }

  @Test
  void the_last_of_repeated_keys_holds() throws Exception {
    assertThat(decoder.text("2[\"foo\",{\"a\":1,\"a\":2}]"))
        .isEqualTo(event("/", "foo", json("{\"a\":2}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "9",
        "a",
        "abc",
        " 2[\"foo\"]",
        "\ud83d\ude00",
        "2{}",
        "2[]",
        "2[null]",
        "2[true]",
        "2[{}]",
        "2[[]]",
        "2null",
        "2\"foo\"",
        "2abc[\"foo\"]",
        "2[\"foo\"",
        "2[\"foo\"]]",
        "2[\"foo\"]x",
        "2[\"foo\"] 1",
        "2[\"foo\",]",
        "2[\"foo\",NaN]",
        "2['foo']",
        "2[\"foo\",01]",
        "2[\"foo\",\"\u0001\"]",
        "2[\"foo\"]//",
        "2 ",
        "2[\"\\x\"]",
        "2[\"foo\",{a:1}]",
        "2-1[\"foo\"]",
        "2+1[\"foo\"]",
        "21.5[\"foo\"]",
        "2\u0661[\"foo\"]",
        "29007199254740993[\"foo\"]",
        "299999999999999999999999999[\"foo\"]",
        "2[\"connect\"]",
        "2[\"connect_error\"]",
        "2[\"disconnect\"]",
        "2[\"disconnecting\"]",
        "2[\"newListener\"]",
        "2[\"removeListener\"]",
        "2[\"\\u0063onnect\"]",
        "51-[\"connect\"]",
        "0[]",
        "0\"x\"",
        "0null",
        "0{",
        "1{}",
        "1[]",
        "1 ",
        "3{}",
        "31{}",
        "31null",
        "4",
        "4{}",
        "4[]",
        "4{\"message\":1}",
        "5[\"foo\"]",
        "5-[\"foo\"]",
        "50-[\"foo\"]",
        "51.5-[\"foo\"]",
        "5-1-[\"foo\"]",
        "51e1-[\"foo\"]",
        "51[\"foo\"]",
        "5",
        "51",
        "6",
        "60-1[]",
        "599999999999999999999-[\"foo\"]",
        "51-{}",
        "51-[]",
        "61-1{}"
      })
  void what_the_protocol_does_not_allow_is_a_violation(String text) {
    assertViolation(text);
  }

  @Test
  void placeholders_are_filled_in_the_order_of_their_numbers() throws Exception {
    assertThat(decoder.text("52-/a,7[\"foo\"," + at(1) + ",{\"b\":[" + at(0) + "]}]")).isNull();
    assertThat(decoder.awaitsAttachment()).isTrue();
    assertThat(decoder.binary(new byte[] {1})).isNull();
    Packet.Event event = (Packet.Event) decoder.binary(new byte[] {2, 3});
    assertThat(event.ackId()).hasValue(7);
    assertThat(event.args().get(0)).isEqualTo(binary(2, 3));
    assertThat(event.args().get(1).at("/b/0")).isEqualTo(binary(1));
    assertThat(decoder.awaitsAttachment()).isFalse();
  }

  @Test
  void an_acknowledgement_may_hold_binary() throws Exception {
    decoder.text("61-456[" + at(0) + "]");
    assertThat(decoder.binary(new byte[] {1}))
        .isEqualTo(new Packet.Ack("/", 456, List.of(binary(1))));
  }

  @Test
  void ten_attachments_are_taken() throws Exception {
    decoder.text("510-[\"foo\"," + at(9) + "]");
    for (int i = 0; i < 9; i++) {
      assertThat(decoder.binary(new byte[0])).isNull();
    }
    assertThat(decoder.binary(new byte[] {9})).isEqualTo(event("/", "foo", binary(9)));
  }

  @Test
  void an_attachment_may_be_unused() throws Exception {
    decoder.text("52-[\"foo\"," + at(1) + "]");
    decoder.binary(new byte[] {1});
    assertThat(decoder.binary(new byte[] {2})).isEqualTo(event("/", "foo", binary(2)));
  }

  @Test
  void an_attachment_in_two_places_is_a_violation() throws Exception {
    decoder.text("51-[\"foo\",{\"a\":[" + at(0) + "," + at(0) + "]}]");
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(() -> decoder.binary(new byte[] {1}));
  }

  @Test
  void only_a_true_placeholder_in_a_binary_packet_is_one() throws Exception {
    String data = "{\"_placeholder\":1,\"num\":0}";
    decoder.text("51-[\"foo\"," + data + "]");
    assertThat(decoder.binary(new byte[1])).isEqualTo(event("/", "foo", json(data)));
    assertThat(decoder.text("2[\"foo\"," + at(0) + "]")).isEqualTo(event("/", "foo", json(at(0))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "-1", "0.5", "\"0\"", "\"splice\"", "null", "99999999999", "[0]", "true"})
  void a_placeholder_must_number_an_attachment(String num) throws Exception {
    decoder.text("51-[\"foo\",{\"_placeholder\":true,\"num\":" + num + "}]");
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(() -> decoder.binary(new byte[1]));
  }

  @Test
  void a_placeholder_without_number_is_a_violation() throws Exception {
    decoder.text("51-[\"foo\",{\"_placeholder\":true}]");
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(() -> decoder.binary(new byte[1]));
  }

  @Test
  void a_placeholder_without_number_below_a_number_is_a_violation() throws Exception {
    decoder.text("51-[\"foo\",{\"num\":{\"_placeholder\":true}}]");
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(() -> decoder.binary(new byte[1]));
  }

  @Test
  void a_text_where_an_attachment_is_awaited_is_a_violation() throws Exception {
    decoder.text("51-[\"foo\"," + at(0) + "]");
    assertViolation("2[\"foo\"]");
  }

  @Test
  void an_attachment_that_is_not_awaited_is_a_violation() {
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(() -> decoder.binary(new byte[1]));
  }

  @Test
  void the_bytes_of_all_attachments_are_bounded() throws Exception {
    PacketDecoder small = new TreeDecoder(new PacketLimits(10, 5, 64, 100)).decoder();
    small.text("52-[\"foo\"]");
    small.binary(new byte[3]);
    assertThat(TreeDecoder.refusal(small.binary(new byte[3])))
        .contains("must hold at most 5 bytes of binary values");
  }

  @Test
  void the_number_of_attachments_is_bounded_and_all_of_them_are_awaited() throws Exception {
    decoder.text("511-7[\"foo\"," + at(10) + "]");
    for (int i = 0; i < 10; i++) {
      assertThat(decoder.decoder().binary(new byte[1_000])).isNull();
    }
    Received.Event refused = (Received.Event) decoder.decoder().binary(new byte[1]);
    assertThat(refused.ackId()).hasValue(7);
    assertThat(refused.args().refusal()).contains("must hold at most 10 binary values");
    assertThat(decoder.awaitsAttachment()).isFalse();
  }

  @Test
  void nesting_is_bounded() throws Exception {
    assertThat(decoder.text("2" + nested(63))).isNotNull();
    String rule = "must not be nested deeper than 64";
    assertThat(refusal("2" + nested(64))).contains(rule);
    assertThat(refusal("2[\"foo\"," + "{\"a\":".repeat(64) + "1" + "}".repeat(64) + "]"))
        .contains(rule);
    assertThat(refusal("0" + "{\"a\":".repeat(65) + "1" + "}".repeat(65))).contains(rule);
    assertThat(refusal("31" + "[".repeat(65) + "]".repeat(65))).contains(rule);
  }

  @Test
  void a_hundred_thousand_nested_arrays_are_cheap_to_refuse() throws Exception {
    String text = "2" + nested(100_000);
    assertThat(refusal(text)).isPresent();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < 100; i++) {
      assertThat(refusal(text)).isPresent();
    }
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void the_number_of_values_is_bounded() throws Exception {
    // The array of arguments and the name are values too.
    assertThat(decoder.text("2[\"foo\"" + ",{}".repeat(9_998) + "]")).isNotNull();
    assertThat(refusal("2[\"foo\"" + ",{}".repeat(9_999) + "]"))
        .contains("must hold at most 10000 values");
  }

  @Test
  void the_length_of_a_number_is_bounded() throws Exception {
    assertThat(decoder.text("2[\"foo\"," + "9".repeat(1_000) + "]")).isNotNull();
    String rule = "must not hold a number of more than 1000 characters";
    assertThat(refusal("2[\"foo\"," + "9".repeat(1_001) + "]")).contains(rule);
    assertThat(refusal("2[\"foo\",0." + "9".repeat(900_000) + "]")).contains(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\udc00\\ud800\"",
        "\"\\ud800\\ud800\\udc00\"",
        "\"\\ud800x\\udc00\"",
        "\"\\ud800\\n\\udc00\"",
        "{\"\\uD83D\":1}",
        "[\"\ud800\"]"
      })
  void half_of_a_surrogate_pair_is_refused(String json) throws Exception {
    assertThat(refusal("2[\"foo\"," + json + "]"))
        .contains("must be Unicode: it holds half of a surrogate pair");
  }

  @Test
  void half_of_a_surrogate_pair_in_an_event_name_is_refused() throws Exception {
    assertThat(refusal("2[\"\\ud800\"]")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\ud83d\\ude00",
        "\\uD83D\\uDE00",
        "\ud83d" + "\\ude00",
        "\\ud83d" + "\ude00",
        "\ud83d\ude00",
        "\\ud83d\\ude00\\ud83d\\ude00"
      })
  void a_surrogate_pair_may_be_written_in_any_way(String text) throws Exception {
    Packet.Event event = (Packet.Event) decoder.text("2[\"foo\",\"" + text + "\"]");
    assertThat(event.args().getFirst().textValue()).startsWith("\ud83d\ude00");
  }

  @Test
  void text_that_exceeds_a_bound_must_be_json_all_the_same() {
    assertViolation("2[\"foo\"" + ",{}".repeat(20_000));
    assertViolation("2[\"foo\"" + ",[".repeat(100) + "}".repeat(100) + "]");
    assertViolation("2[\"foo\",\"\\ud800\",]");
  }

  @Test
  void long_strings_names_and_keys_are_taken() throws Exception {
    String text = "x".repeat(900_000);
    assertThat(decoder.text("2[\"foo\",\"" + text + "\"]"))
        .isEqualTo(event("/", "foo", json("\"" + text + "\"")));
    assertThat(decoder.text("2[\"foo\",{\"" + text + "\":1}]")).isNotNull();
    assertThat(decoder.text("2[\"" + text + "\"]")).isEqualTo(event("/", text));
  }

  @Test
  void a_violation_has_no_stack_trace_and_nothing_of_the_input() {
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(() -> decoder.text("2[\"secret\""))
        .satisfies(violation -> assertThat(violation.getStackTrace()).isEmpty())
        .satisfies(violation -> assertThat(violation.getMessage()).doesNotContain("secret"))
        .withNoCause();
  }

  private Optional<String> refusal(String text) throws ProtocolViolation {
    return TreeDecoder.refusal(decoder.decoder().text(text));
  }

  private OptionalLong ackId(String text) throws ProtocolViolation {
    return ((Packet.Event) decoder.text(text)).ackId();
  }

  private void assertViolation(String text) {
    assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(() -> decoder.text(text));
  }

  private static String nested(int arrays) {
    return "[\"foo\"," + "[".repeat(arrays) + "]".repeat(arrays) + "]";
  }

  private static String at(int num) {
    return "{\"_placeholder\":true,\"num\":" + num + "}";
  }

  private static Packet connect(String namespace, String payload) {
    return new Packet.Connect(namespace, (ObjectNode) json(payload));
  }

  private static Packet event(String namespace, String name, JsonNode... args) {
    return new Packet.Event(namespace, OptionalLong.empty(), name, List.of(args));
  }
}
