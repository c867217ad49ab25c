package com.sup.messenger.websocket.engineio.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineRequest;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.engineio.polling.SessionStatus;
import com.sup.messenger.websocket.engineio.session.HandOver;
import com.sup.messenger.websocket.engineio.session.Heartbeat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class RelayCodecTest {
  private static final String ID = "0000000000000001" + "0000000000000002";
  private static final String SID = "00000003" + hex("sid");
  private static final String NINE = "0000000000000009";

  private static final HandOver HAND_OVER =
      new HandOver(
          new EngineRequest(
              "/s/?a=ä",
              Map.of("a", "ä"),
              Map.of("via", List.of("x", "y")),
              "1.2.3.4",
              true,
              Instant.ofEpochMilli(5)),
          List.of(
              OutboundMessage.text("t"),
              OutboundMessage.binary(new byte[] {1}).droppableIfSlow(),
              OutboundMessage.text("slow").droppableIfSlow()),
          new Heartbeat.Remaining(-1, 2, true, false),
          CloseReason.FORCED_CLOSE,
          new byte[] {7});

  static final List<Arguments> QUESTIONS =
      List.of(
          Arguments.of(
              new Question.Poll("sid", 9, Duration.ofSeconds(2), true),
              "01" + SID + NINE + "00000000000007d0" + "01"),
          Arguments.of(new Question.Break("sid"), "03" + SID),
          Arguments.of(new Question.Begin("sid", 9), "04" + SID + NINE),
          Arguments.of(new Question.Probe("sid", 9), "05" + SID + NINE),
          Arguments.of(new Question.Withdraw("sid", 9), "06" + SID + NINE),
          Arguments.of(new Question.TakeOver("sid", 9), "07" + SID + NINE));

  @ParameterizedTest
  @FieldSource("QUESTIONS")
  void a_question_is_these_bytes(Question question, String hex) throws IOException {
    var identified = new RelayCodec.Identified(new QuestionId(1, 2), question);
    byte[] bytes = RelayCodec.encode(identified);
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(ID + hex);
    assertThat(RelayCodec.decodeQuestion(bytes)).isEqualTo(identified);
  }

  @Test
  void a_post_is_these_bytes() throws IOException {
    Question post = new Question.Post("sid", new byte[] {1, 2});
    byte[] bytes = RelayCodec.encode(new RelayCodec.Identified(new QuestionId(1, 2), post));
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(ID + "02" + SID + "00000002" + "0102");
    assertThat(((Question.Post) RelayCodec.decodeQuestion(bytes).question()).body())
        .containsExactly(1, 2);
  }

  @Test
  void an_answer_is_these_bytes() throws IOException {
    assertAnswer(new RelayAnswer.Waiting(false), "0200");
    assertAnswer(new RelayAnswer.Waiting(true), "0201");
    assertAnswer(new RelayAnswer.Status(SessionStatus.UNKNOWN), "01" + "00000007" + hex("UNKNOWN"));
    byte[] packets = RelayCodec.encode(new RelayAnswer.Packets(new byte[] {1, 2}));
    assertThat(HexFormat.of().formatHex(packets)).isEqualTo("03" + "00000002" + "0102");
    assertThat(((RelayAnswer.Packets) RelayCodec.decodeAnswer(packets)).body())
        .containsExactly(1, 2);
  }

  private static void assertAnswer(RelayAnswer answer, String hex) throws IOException {
    byte[] bytes = RelayCodec.encode(answer);
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(hex);
    assertThat(RelayCodec.decodeAnswer(bytes)).isEqualTo(answer);
  }

  @Test
  void a_session_that_is_handed_over_is_these_bytes() throws IOException {
    byte[] bytes = RelayCodec.encode(new RelayAnswer.Handed(HAND_OVER));
    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            String.join(
                "",
                "04",
                text("/s/?a=ä"),
                "00000001" + text("a") + text("ä"),
                "00000001" + text("via") + "00000002" + text("x") + text("y"),
                text("1.2.3.4") + "01" + "0000000000000005",
                "00000003",
                text("NEVER") + "00" + text("4t"),
                text("IF_SLOW") + "01" + "00000001" + "01",
                text("IF_SLOW") + "00" + text("4slow"),
                "ffffffffffffffff" + "0000000000000002" + "01" + "00",
                "01" + text("FORCED_CLOSE"),
                "00000001" + "07"));
  }

  @Test
  void a_session_that_is_handed_over_is_read_as_it_was_written() throws IOException {
    byte[] bytes = RelayCodec.encode(new RelayAnswer.Handed(HAND_OVER));
    HandOver read = ((RelayAnswer.Handed) RelayCodec.decodeAnswer(bytes)).session();
    assertThat(read.handshake()).isEqualTo(HAND_OVER.handshake());
    assertThat(read.heartbeat()).isEqualTo(HAND_OVER.heartbeat());
    assertThat(read.closed()).isEqualTo(CloseReason.FORCED_CLOSE);
    assertThat(read.application()).containsExactly(7);
    assertThat(RelayCodec.encode(new RelayAnswer.Handed(read))).isEqualTo(bytes);
  }

  @Test
  void what_is_cut_short_or_too_long_is_refused() {
    byte[] question =
        RelayCodec.encode(
            new RelayCodec.Identified(
                new QuestionId(1, 2), new Question.Post("sid", new byte[] {1, 2})));
    byte[] answer = RelayCodec.encode(new RelayAnswer.Handed(HAND_OVER));
    Stream.concat(lengths(question), Stream.of(question.length + 1))
        .forEach(
            length ->
                assertThatThrownBy(() -> RelayCodec.decodeQuestion(Arrays.copyOf(question, length)))
                    .isInstanceOf(IOException.class));
    Stream.concat(lengths(answer), Stream.of(answer.length + 1))
        .forEach(
            length ->
                assertThatThrownBy(() -> RelayCodec.decodeAnswer(Arrays.copyOf(answer, length)))
                    .isInstanceOf(IOException.class));
  }

  private static Stream<Integer> lengths(byte[] bytes) {
    return Stream.iterate(0, length -> length < bytes.length, length -> length + 1);
  }

  private static String text(String text) {
    return "%08x".formatted(text.getBytes(StandardCharsets.UTF_8).length) + hex(text);
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
