package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RecoveryTest {

  @AutoClose private static final RunningService service = new RunningService();

  private static JSONObject send(TestClient from, String chat) throws JSONException {
    JSONObject payload = json("chatId", chat, "encryptedContent", "x", "messageType", "text");
    return from.succeed("message:new", payload).getJSONObject("message");
  }

  private static JSONObject receipt(JSONObject message) throws JSONException {
    return json("chatId", message.getString("chatId"), "messageId", message.getString("id"));
  }

  private static List<Long> seqs(TestClient client, int count) throws JSONException {
    List<Long> seqs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      seqs.add(client.next("message:new").getJSONObject("message").getLong("seq"));
    }
    return seqs;
  }

  @Test
  void a_device_that_was_away_receives_what_came_after_its_delivered_cursor() throws Exception {
    TestClient ada = service.connect("ada1");
    TestClient bob = service.connect("bob1");
    bob.succeed("chat:join", json("chatId", "r1"));
    send(ada, "r1");
    JSONObject second = send(ada, "r1");
    bob.succeed("message:delivered", receipt(second));
    bob.close();
    send(ada, "r1");
    send(ada, "r1");
    assertThat(seqs(service.connect("bob1"), 2)).containsExactly(3L, 4L);
  }

  @Test
  void a_client_that_gives_cursors_receives_what_comes_after_them() throws Exception {
    TestClient ada = service.connect("ada2");
    service.connect("bob2").succeed("chat:join", json("chatId", "r2"));
    for (int i = 0; i < 5; i++) {
      send(ada, "r2");
    }
    try (TestClient bob = service.client("bob2", json("r2", 3).toString())) {
      bob.connect();
      assertThat(seqs(bob, 2)).containsExactly(4L, 5L);
    }
  }

  @Test
  void cursors_that_are_none_are_refused() {
    try (TestClient bob = service.client("bob4", "[]")) {
      bob.socket().connect();
      assertThat(bob.next("connect_error").optJSONObject("data").optString("code"))
          .isEqualTo("INVALID_PAYLOAD");
    }
  }

  @Test
  void a_device_seen_for_the_first_time_receives_what_is_unread() throws Exception {
    TestClient ada = service.connect("ada3");
    TestClient bob = service.connect("bob3");
    bob.succeed("chat:join", json("chatId", "r3"));
    JSONObject first = send(ada, "r3");
    send(ada, "r3");
    bob.succeed("message:read", receipt(first));
    assertThat(seqs(service.connect("bob3", "tablet"), 1)).containsExactly(2L);
  }
}
