package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.json.JSONObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketSizeTest {

  private static JSONObject message(int size) {
    return json("chatId", "s1", "encryptedContent", "x".repeat(size), "messageType", "text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void a_packet_over_the_bound_ends_the_connection(String transport) {
    try (RunningService service = new RunningService("SOCKETIO_MAX_BUFFER_SIZE=4096")) {
      TestClient client = service.clientWith(service.token("ada", "ada-phone"), transport);
      client.connect();
      client.socket().io().reconnection(false);
      client.succeed("message:new", message(3_500));
      client.tell("message:new", message(5_000));
      // Not the client's disconnect event: OkHttp does not report a close that the server began.
      await().untilAsserted(() -> assertThat(service.activeConnections()).isZero());
      TestClient later = service.connect("bob");
      assertThat(later.succeed("chat:join", json("chatId", "s1")).optLong("headSeq")).isEqualTo(1);
    }
  }
}
