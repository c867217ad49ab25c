package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.socket.client.Socket;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

class ConnectionLimitTest {

  private static JSONObject refusal(TestClient client) throws JSONException {
    client.socket().connect();
    JSONObject refusal = client.next(Socket.EVENT_CONNECT_ERROR);
    assertThat(refusal.getString("message")).isEqualTo("Too many connections");
    assertThat(refusal.getJSONObject("data").getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
    return refusal.getJSONObject("data");
  }

  @Test
  void a_device_connects_five_times_in_a_minute() throws Exception {
    try (RunningService service = new RunningService("RATE_LIMIT_MAX_CONNECTIONS=")) {
      for (int i = 0; i < 5; i++) {
        service.connect("ada").close();
      }
      JSONObject data = refusal(service.clientWith(service.token("ada", "ada-phone")));
      assertThat(data.getLong("retryAfterMs")).isBetween(1L, 60_000L);
      service.connect("ada", "ada-laptop");
      service.connect("bob");
    }
  }

  @Test
  void a_user_connects_four_times_as_often() throws Exception {
    try (RunningService service = new RunningService("RATE_LIMIT_MAX_CONNECTIONS=2")) {
      for (int i = 0; i < 8; i++) {
        service.connect("ada", "device" + i);
      }
      JSONObject data = refusal(service.clientWith(service.token("ada", "device8")));
      assertThat(data.getLong("retryAfterMs")).isBetween(1L, 60_000L);
      service.connect("bob");
    }
  }

  @Test
  void the_oldest_connection_of_a_user_is_closed_if_there_are_too_many() throws Exception {
    try (RunningService service = new RunningService("MAX_CONNECTIONS_PER_USER=2")) {
      TestClient first = service.connect("ada", "first");
      TestClient second = service.connect("ada", "second");
      TestClient third = service.connect("ada", "third");
      TestClient bob = service.connect("bob");
      JSONObject error = first.next("error");
      assertThat(error.getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
      assertThat(error.getString("message")).contains("connections");
      assertThat(first.next(Socket.EVENT_DISCONNECT).getString("reason"))
          .isEqualTo("io server disconnect");
      for (TestClient client : new TestClient[] {second, third, bob}) {
        client.succeed("chat:join", json("chatId", "c1"));
        client.sawNoMore("error");
      }
    }
  }

  @Test
  void a_connection_is_admitted_again_when_it_was_said_to_be() throws Exception {
    try (RunningService service =
        new RunningService("RATE_LIMIT_MAX_CONNECTIONS=2", "RATE_LIMIT_CONNECTION_WINDOW=4000")) {
      service.connect("ada").close();
      service.connect("ada").close();
      TestClient third = service.clientWith(service.token("ada", "ada-phone"));
      JSONObject data = refusal(third);
      Thread.sleep(data.getLong("retryAfterMs"));
      third.connect();
    }
  }

  @Test
  void a_handshake_that_is_not_authenticated_does_not_count() {
    try (RunningService service = new RunningService("RATE_LIMIT_MAX_CONNECTIONS=1")) {
      for (int i = 0; i < 3; i++) {
        TestClient client = service.clientWith(service.token("ada", "ada-phone") + "x");
        client.socket().connect();
        client.next(Socket.EVENT_CONNECT_ERROR);
      }
      service.connect("ada");
    }
  }
}
