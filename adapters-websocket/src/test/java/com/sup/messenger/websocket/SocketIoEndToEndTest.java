package com.sup.messenger.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.websocket.rfc6455.RawWebSocket;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketIoEndToEndTest {

  private final ProtocolServer server = start("45000");

  private static ProtocolServer start(String connectTimeout) {
    return ProtocolServer.start(
        Map.of("PORT", "0", "PING_INTERVAL", "25000", "CONNECT_TIMEOUT", connectTimeout));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void events_and_acknowledgements_keep_their_binary() throws IOException {
    try (RawWebSocket socket = connected()) {
      socket.send(
          RawWebSocket.text("451-7[\"message-with-ack\",{\"_placeholder\":true,\"num\":0}]"),
          RawWebSocket.frame(0x82, new byte[] {1, 2}));
      assertThat(socket.read().text()).isEqualTo("461-7[{\"_placeholder\":true,\"num\":0}]");
      assertThat(socket.read().payload()).containsExactly(1, 2);
      socket.send(RawWebSocket.text("42[\"message\",1,\"a\",{\"b\":[null]}]"));
      assertThat(socket.read().text()).isEqualTo("42[\"message-back\",1,\"a\",{\"b\":[null]}]");
    }
  }

  @Test
  void a_custom_namespace_greets_and_an_unknown_one_refuses() throws IOException {
    try (RawWebSocket socket = connected()) {
      socket.send(RawWebSocket.text("40/custom,{\"token\":\"x\"}"));
      assertThat(socket.read().text()).startsWith("40/custom,{\"sid\":\"");
      assertThat(socket.read().text()).isEqualTo("42/custom,[\"auth\",{\"token\":\"x\"}]");
      socket.send(RawWebSocket.text("40/unknown,"));
      assertThat(socket.read().text()).isEqualTo("44/unknown,{\"message\":\"Invalid namespace\"}");
    }
  }

  @Test
  void hostile_clients_harm_nobody_else() throws IOException {
    try (RawWebSocket good = connected();
        RawWebSocket nesting = connected();
        RawWebSocket halfSent = connected()) {
      nesting.send(RawWebSocket.text("42[\"message\"," + "[".repeat(100_000)));
      halfSent.send(RawWebSocket.text("452-[\"message\"]"));
      halfSent.send(RawWebSocket.frame(0x82, new byte[] {1}));
      assertThat(nesting.read().opcode()).isEqualTo(8);
      good.send(RawWebSocket.text("42[\"message\"]"));
      assertThat(good.read().text()).isEqualTo("42[\"message-back\"]");
    }
  }

  @Test
  void a_client_that_joins_nothing_is_closed() throws IOException {
    try (ProtocolServer hasty = start("1000");
        RawWebSocket silent = opened(hasty)) {
      assertThat(silent.read().opcode()).isEqualTo(8);
    }
  }

  private static RawWebSocket opened(ProtocolServer at) throws IOException {
    RawWebSocket socket =
        RawWebSocket.connect(at.port(), "/socket.io/?EIO=4&transport=websocket", 0);
    assertThat(socket.read().text()).startsWith("0{");
    return socket;
  }

  private RawWebSocket connected() throws IOException {
    RawWebSocket socket = opened(server);
    socket.send(RawWebSocket.text("40"));
    assertThat(socket.read().text()).startsWith("40{\"sid\":\"");
    assertThat(socket.read().text()).isEqualTo("42[\"auth\",{}]");
    return socket;
  }
}
