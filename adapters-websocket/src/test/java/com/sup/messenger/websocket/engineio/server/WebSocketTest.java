package com.sup.messenger.websocket.engineio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.rfc6455.RawWebSocket;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketTest {
  @AutoClose private static final TestEngine engine = new TestEngine();

  @Test
  void text_and_binary_messages_come_in_order() throws IOException {
    try (RawWebSocket socket = engine.webSocket()) {
      String sid = open(socket);
      socket.send(
          RawWebSocket.text("4a€\u001eb"),
          RawWebSocket.frame(0x82, new byte[] {1, 2}),
          RawWebSocket.frame(0x82, new byte[0]),
          RawWebSocket.text("bAQIDBA=="),
          RawWebSocket.text("4"));
      await().until(() -> engine.events(sid).size() == 5);
      assertThat(engine.events(sid))
          .containsExactly(
              "text a€\u001eb", "binary [0102]", "binary []", "binary [01020304]", "text ");
    }
  }

  @Test
  void text_and_binary_messages_go_in_order() throws IOException {
    try (RawWebSocket socket = engine.webSocket()) {
      TestEngine.Session session = engine.session(open(socket));
      session.socket.send(
          List.of(OutboundMessage.text("a€"), OutboundMessage.binary(new byte[] {1, 2})));
      session.send("b".repeat(70_000));
      assertThat(socket.read().text()).isEqualTo("4a€");
      RawWebSocket.Frame binary = socket.read();
      assertThat(binary.firstByte()).isEqualTo(0x82);
      assertThat(binary.payload()).containsExactly(1, 2);
      assertThat(socket.read().text()).isEqualTo("4" + "b".repeat(70_000));
    }
  }

  @Test
  void what_a_client_need_not_send_is_ignored() throws IOException {
    try (RawWebSocket socket = engine.webSocket()) {
      String sid = open(socket);
      socket.send(
          RawWebSocket.text("0"),
          RawWebSocket.text("3"),
          RawWebSocket.text("5"),
          RawWebSocket.text("6"),
          RawWebSocket.text("4on"));
      await().until(() -> !engine.events(sid).isEmpty());
      assertThat(engine.events(sid)).containsExactly("text on");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "2probe", "7", "x", "abc", "b!!"})
  void a_packet_that_is_not_allowed_ends_the_session(String packet) throws IOException {
    try (RawWebSocket socket = engine.webSocket()) {
      String sid = open(socket);
      socket.send(RawWebSocket.text(packet), RawWebSocket.text("4after"));
      assertThat(socket.read().opcode()).isEqualTo(8);
      engine.awaitClose(sid, CloseReason.PARSE_ERROR);
      socket.send(RawWebSocket.closeFrame(1000, ""));
      await().until(() -> !engine.isKnown(sid));
      assertThat(engine.events(sid)).containsExactly("close PARSE_ERROR");
    }
  }

  @Test
  void a_close_packet_ends_the_session() throws IOException {
    try (RawWebSocket socket = engine.webSocket()) {
      String sid = open(socket);
      socket.send(RawWebSocket.text("1"));
      assertThat(socket.read().opcode()).isEqualTo(8);
      engine.awaitClose(sid, CloseReason.TRANSPORT_CLOSE);
    }
  }

  @Test
  void a_close_frame_ends_the_session() throws IOException {
    try (RawWebSocket socket = engine.webSocket()) {
      String sid = open(socket);
      socket.send(RawWebSocket.closeFrame(1000, "bye"));
      assertThat(socket.read().opcode()).isEqualTo(8);
      engine.awaitClose(sid, CloseReason.TRANSPORT_CLOSE);
      await().until(() -> !engine.isKnown(sid));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_connection_that_is_cut_ends_the_session(boolean reset) throws IOException {
    RawWebSocket socket = engine.webSocket();
    String sid = open(socket);
    if (reset) {
      socket.reset();
    } else {
      socket.close();
    }
    engine.awaitClose(sid, CloseReason.TRANSPORT_ERROR);
    await().until(() -> !engine.isKnown(sid));
    assertThat(engine.events(sid)).hasSize(1);
  }

  @Test
  void a_message_that_is_too_long_is_refused_with_1009() throws IOException {
    try (RawWebSocket socket = engine.webSocket()) {
      String sid = open(socket);
      String longest = "4" + "x".repeat(999_999);
      socket.send(RawWebSocket.text(longest));
      await().until(() -> !engine.events(sid).isEmpty());
      socket.send(RawWebSocket.text(longest + "x"));
      RawWebSocket.Frame close = socket.read();
      assertThat(close.closeCode()).isEqualTo(1009);
      assertThat(close.payload()).hasSize(2);
      engine.awaitClose(sid, CloseReason.TRANSPORT_ERROR);
    }
  }

  @Test
  void text_that_is_not_utf8_is_refused_with_1007() throws IOException {
    try (RawWebSocket socket = engine.webSocket()) {
      open(socket);
      socket.send(RawWebSocket.frame(0x81, new byte[] {'4', (byte) 0xFF}));
      assertThat(socket.read().closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void closing_sends_what_was_sent_before() throws IOException {
    try (RawWebSocket socket = engine.webSocket()) {
      String sid = open(socket);
      engine.session(sid).send("a");
      engine.session(sid).send("b");
      engine.session(sid).socket.close(CloseReason.FORCED_CLOSE);
      engine.session(sid).send("late");
      assertThat(socket.read().text()).isEqualTo("4a");
      assertThat(socket.read().text()).isEqualTo("4b");
      assertThat(socket.read().closeCode()).isEqualTo(1000);
      engine.awaitClose(sid, CloseReason.FORCED_CLOSE);
      assertThat(RawHttp.exchange(engine.port(), "GET", TestEngine.polling(sid), "").body())
          .startsWith("{\"code\":1");
    }
  }

  @Test
  void a_listener_that_fails_ends_its_session() throws IOException {
    try (RawWebSocket socket = engine.webSocket()) {
      String sid = open(socket);
      socket.send(RawWebSocket.text("4overflow"), RawWebSocket.text("4after"));
      RawWebSocket.Frame close = socket.read();
      assertThat(close.opcode()).isEqualTo(8);
      assertThat(close.payload()).hasSize(2);
      engine.awaitClose(sid, CloseReason.FORCED_CLOSE);
      assertThat(engine.events(sid)).containsExactly("text overflow", "close FORCED_CLOSE");
    }
  }

  private static String open(RawWebSocket socket) throws IOException {
    return TestEngine.sid(socket.read().text());
  }
}
