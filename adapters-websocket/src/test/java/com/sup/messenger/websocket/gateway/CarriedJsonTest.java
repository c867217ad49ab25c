package com.sup.messenger.websocket.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.websocket.engineio.packet.Wire;
import com.sup.messenger.websocket.socketio.packet.Packet;
import com.sup.messenger.websocket.socketio.packet.PacketDecoder;
import com.sup.messenger.websocket.socketio.packet.PacketEncoder;
import com.sup.messenger.websocket.socketio.packet.PacketParser;
import com.sup.messenger.websocket.socketio.packet.Received;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that JSON which the service carries and never reads stays the same.
class CarriedJsonTest {

  private final EventCodec codec = new EventCodec("/");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "-0.0",
        "1.0",
        "1.50",
        "1e5",
        "1E+5",
        "1e-400",
        "1.7976931348623157e308",
        "123456789012345678901234567890",
        "0.1234567890123456789012345678901234567890",
        "9007199254740993",
        "\"\u00e9 \u2028\"",
        "[1,[],{},true,false,null,\"\"]",
        "{\"a\":{\"a\":1},\"b\":{\"a\":2}}"
      })
  void a_value_comes_out_as_it_went_in(String json) {
    assertThat(metadata("{\"n\":" + json + "}").json()).isEqualTo("{\"n\":" + json + "}");
    assertThat(candidate(json)).isEqualTo(json);
    assertThat(emitted("{\"n\":" + json + "}")).contains("\"metadata\":{\"n\":" + json + "}");
  }

  @Test
  void blanks_and_needless_escapes_do_not_count_towards_the_bound() {
    String letter = "\\u0436";
    assertThat(metadata("{ \"a\" : \"" + letter.repeat(4_000) + "\" }").json())
        .isEqualTo("{\"a\":\"" + "\u0436".repeat(4_000) + "\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e400", "1e999999999999", "[[1E+309]]"})
  void a_number_that_no_double_holds_is_refused(String json) {
    refused("{\"n\":" + json + "}", "metadata must not hold a number that is no double");
  }

  @Test
  void a_number_of_many_digits_that_no_double_holds_is_refused() {
    refused("{\"n\":" + "9".repeat(400) + "}", "metadata must not hold a number that is no double");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1,\"a\":1}", "{\"b\":[{\"a\":1,\"\\u0061\":2}]}"})
  void a_name_that_stands_twice_is_refused(String json) {
    refused(json, "metadata must not hold a name twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|must be an object",
        "'\"x\"'|must be an object",
        "{\"a\":\"\\ud800\"}|must be Unicode: it holds half of a surrogate pair",
      })
  void what_is_no_metadata_is_refused(String json, String rule) {
    assertThatThrownBy(() -> metadata(json)).hasMessageContaining(rule);
  }

  @Test
  void metadata_is_taken_up_to_its_bound_and_no_further() {
    String longest = "{\"a\":\"" + "x".repeat(Metadata.MAX_BYTES - 8) + "\"}";
    assertThat(metadata(longest).json()).isEqualTo(longest);
    String rule = "metadata must be an object of at most 8192 bytes of JSON";
    refused(longest.replace("xx", "xxx"), rule);
    refused("{\"a\":[" + "1,".repeat(20_000) + "1]}", rule);
    refused("{\"a\":\"" + "\u0436".repeat(4_100) + "\"}", rule);
  }

  @Test
  void a_candidate_is_taken_up_to_its_bound_and_no_further() {
    String longest = "\"" + "x".repeat(OpaqueJson.MAX_BYTES - 2) + "\"";
    assertThat(candidate(longest)).isEqualTo(longest);
    assertThatThrownBy(() -> candidate(longest.replace("xx", "xxx")))
        .hasMessage("candidate must be at most 65536 bytes of JSON");
    assertThatThrownBy(() -> candidate("null")).hasMessage("candidate must be given");
  }

  @Test
  void so_many_users_are_mentioned_and_no_more() {
    assertThat(metadata(mentioning(Metadata.MAX_MENTIONS)).mentions()).hasSize(100);
    refused(mentioning(Metadata.MAX_MENTIONS + 1), "metadata must mention at most 100 users");
  }

  private static String mentioning(int users) {
    return IntStream.range(0, users)
        .mapToObj(i -> "\"user-" + i + "\",\"user-" + i + "\"")
        .collect(Collectors.joining(",", "{\"mentions\":[", "]}"));
  }

  @Test
  void mentions_are_the_user_ids_of_the_array_of_that_name() {
    String json =
        "{\"a\":[\"eve\"],\"mentions\":[\"bob\",1,\"no id\",[\"eve\"],{\"mentions\":[\"eve\"]},"
            + "\"ada\",\"bob\"],\"b\":{\"mentions\":[\"eve\"]}}";
    assertThat(metadata(json).mentions()).containsExactly(new UserId("bob"), new UserId("ada"));
    assertThat(metadata(json).json()).isEqualTo(json);
    assertThat(metadata("{\"mentions\":\"bob\"}").mentions()).isEmpty();
    assertThat(metadata("{\"mentions\":{\"a\":\"bob\"}}").mentions()).isEmpty();
  }

  @Test
  void a_binary_value_is_refused_where_it_would_be_lost_and_passed_over_elsewhere()
      throws Exception {
    String placeholder = "{\"_placeholder\":true,\"num\":0}";
    String message = "\"chatId\":\"c\",\"encryptedContent\":\"x\",\"messageType\":\"text\"";
    assertThatThrownBy(() -> binary("{" + message + ",\"metadata\":{\"a\":" + placeholder + "}}"))
        .hasMessage("metadata must not hold binary values");
    assertThatThrownBy(() -> binary("{" + message + ",\"tempId\":" + placeholder + "}"))
        .hasMessage("tempId must be a string");
    assertThat(binary("{" + message + ",\"thumbnail\":" + placeholder + "}")).isNotNull();
    assertThat(metadata(placeholder).json()).isEqualTo(placeholder);
  }

  private ClientEvent binary(String payload) throws Exception {
    PacketDecoder decoder = new PacketDecoder(new PacketParser(Payloads.LIMITS), Payloads.LIMITS);
    decoder.text("51-[\"message:new\"," + payload + "]");
    Received.Event event = (Received.Event) decoder.binary(new byte[1]);
    return codec.decode(event.name(), event.args());
  }

  private void refused(String metadata, String message) {
    assertThatThrownBy(() -> metadata(metadata))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.INVALID_PAYLOAD))
        .hasMessage(message);
  }

  private Metadata metadata(String json) {
    String payload =
        "{\"metadata\":"
            + json
            + ",\"chatId\":\"c\",\"encryptedContent\":\"x\",\"messageType\":\"text\"}";
    return ((ClientEvent.SendMessage) codec.decode("message:new", Payloads.arguments(payload)))
        .metadata();
  }

  private String candidate(String json) {
    String payload = "{\"callId\":\"c\",\"candidate\":" + json + "}";
    return ((ClientEvent.OfferCandidate)
            codec.decode("call:ice-candidate", Payloads.arguments(payload)))
        .candidate()
        .json();
  }

  private String emitted(String metadata) {
    Message message =
        new Message(
            new MessageId("m"),
            new ChatId("c"),
            1,
            new UserId("u"),
            new EncryptedContent("x"),
            MessageType.TEXT,
            null,
            metadata(metadata),
            Instant.EPOCH,
            null,
            false,
            null,
            0,
            null);
    JsonNode reply = codec.success(new Reply.MessageSent(message, Profile.of(new UserId("u"))));
    return Wire.of(PacketEncoder.encode(new Packet.Ack("/", 1, List.of(reply))).getFirst());
  }
}
