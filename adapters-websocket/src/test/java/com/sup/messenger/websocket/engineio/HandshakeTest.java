package com.sup.messenger.websocket.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.websocket.rfc6455.RawWebSocket;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandshakeTest {
  private TestEngine engine;

  @BeforeEach
  void start() {
    engine = TestEngine.quick();
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void polling_opens_a_session() throws IOException {
    RawHttp.Response response = RawHttp.exchange(engine.port(), "GET", TestEngine.polling(), "");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Type")).isEqualTo("text/plain; charset=UTF-8");
    assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    assertThat(response.body())
        .matches(
            "0\\{\"sid\":\"[\\w-]{20}\",\"upgrades\":\\[\"websocket\"],\"pingInterval\":300,"
                + "\"pingTimeout\":200,\"maxPayload\":1000000}");
  }

  @Test
  void websocket_opens_a_session() throws IOException {
    try (RawWebSocket socket = engine.webSocket()) {
      assertThat(socket.read().text())
          .matches(
              "0\\{\"sid\":\"[\\w-]{20}\",\"upgrades\":\\[],\"pingInterval\":300,"
                  + "\"pingTimeout\":200,\"maxPayload\":1000000}");
    }
  }

  @Test
  void a_message_comes_and_goes() throws IOException {
    String sid = engine.open();
    assertThat(engine.post(sid, "4hello").body()).isEqualTo("ok");
    assertThat(engine.events(sid)).containsExactly("text hello");
    engine.session(sid).send("world");
    assertThat(engine.poll(sid).body()).isEqualTo("4world");
  }
}
