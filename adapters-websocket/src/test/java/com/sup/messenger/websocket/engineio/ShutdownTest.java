package com.sup.messenger.websocket.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.websocket.rfc6455.RawWebSocket;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ShutdownTest {

  @Test
  void stopping_tells_every_client() throws IOException {
    try (TestEngine engine = new TestEngine()) {
      String idle = engine.open();
      String polling = engine.open();
      try (RawHttp poll = engine.park(polling);
          RawWebSocket socket = engine.webSocket()) {
        String webSocket = TestEngine.sid(socket.read().text());
        engine.session(webSocket).send("last");
        CompletableFuture<Void> closing = CompletableFuture.runAsync(engine.engine::close);

        assertThat(poll.read().body()).isEqualTo("1");
        assertThat(socket.read().text()).isEqualTo("4last");
        assertThat(socket.read().closeCode()).isEqualTo(1001);
        socket.send(RawWebSocket.closeFrame(1001, ""));
        closing.join();
        for (String sid : new String[] {idle, polling, webSocket}) {
          engine.awaitClose(sid, CloseReason.SERVER_SHUTTING_DOWN);
        }
        assertThat(engine.engine.sessionCount()).isZero();
      }
    }
  }

  @Test
  void no_session_opens_while_the_server_stops() throws IOException {
    try (TestEngine engine = new TestEngine()) {
      engine.engine.close();
      RawHttp.Response response = RawHttp.exchange(engine.port(), "GET", TestEngine.polling(), "");
      assertThat(response.status()).isEqualTo(403);
      assertThat(response.body()).isEqualTo("{\"code\":4,\"message\":\"Server is shutting down\"}");
    }
  }

  @Test
  void a_client_that_does_not_answer_holds_the_server_for_two_seconds_at_most() throws IOException {
    try (TestEngine engine = new TestEngine();
        RawWebSocket socket = engine.webSocket()) {
      assertThat(socket.read().text()).startsWith("0");
      long start = System.nanoTime();
      engine.engine.close();
      assertThat(System.nanoTime() - start).isLessThan(4_000_000_000L);
    }
  }
}
