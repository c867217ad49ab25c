package com.sup.messenger.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.websocket.rfc6455.RawWebSocket;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtocolServerTest {

  @Test
  void the_engine_alone_echoes_text_and_binary_in_order() throws IOException {
    Map<String, String> environment = Map.of("ENGINE_ONLY", "1", "PORT", "0");
    try (ProtocolServer server = ProtocolServer.start(environment);
        RawWebSocket socket =
            RawWebSocket.connect(server.port(), "/engine.io/?EIO=4&transport=websocket", 0)) {
      assertThat(socket.read().text())
          .contains("\"pingInterval\":300,\"pingTimeout\":200,\"maxPayload\":1000000");
      socket.send(RawWebSocket.text("4a"), RawWebSocket.frame(0x82, new byte[] {1, 2}));
      assertThat(socket.read().text()).isEqualTo("4a");
      assertThat(socket.read().payload()).containsExactly(1, 2);
    }
  }
}
