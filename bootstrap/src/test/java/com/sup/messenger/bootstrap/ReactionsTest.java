package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.redis.RedisProcess;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReactionsTest {

  @AutoClose private static final RunningService service = new RunningService();

  private static TestClient member(String user, String chat) {
    TestClient client = service.connect(user);
    client.succeed("chat:join", json("chatId", chat));
    return client;
  }

  private static String sent(TestClient by, String chat) throws JSONException {
    return by.succeed(
            "message:new", json("chatId", chat, "encryptedContent", "x", "messageType", "text"))
        .getJSONObject("message")
        .getString("id");
  }

  private static JSONObject reaction(String chat, String message, String reaction) {
    return json("chatId", chat, "messageId", message, "reaction", reaction);
  }

  private static JSONObject reactionEvent(
      String chat, String message, String user, String reaction, String action) {
    return json(
        "messageId",
        message,
        "chatId",
        chat,
        "userId",
        user,
        "userName",
        user,
        "reaction",
        reaction,
        "action",
        action);
  }

  @Test
  void a_reaction_reaches_the_others_and_can_be_asked_for() throws Exception {
    TestClient ada = member("ada", "r1");
    TestClient bob = member("bob", "r1");
    // After the join, so that all is live on it when it has connected.
    TestClient laptop = service.connect("bob", "bob-laptop");
    String message = sent(ada, "r1");
    assertThat(bob.succeed("reaction:new", reaction("r1", message, "\u2764\uFE0F")).toString())
        .isEqualTo("{\"success\":true}");
    for (TestClient other : new TestClient[] {ada, laptop}) {
      JSONObject event = other.next("reaction:new");
      String timestamp = event.getString("timestamp");
      assertThat(timestamp).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z");
      assertThat(event.toString())
          .isEqualTo(
              reactionEvent("r1", message, "bob", "\u2764\uFE0F", "add")
                  .put("timestamp", timestamp)
                  .toString());
    }
    bob.succeed("reaction:new", reaction("r1", message, "ok"));
    assertThat(ada.next("reaction:new").getString("reaction")).isEqualTo("ok");
    assertThat(
            ada.succeed("reaction:get", json("chatId", "r1", "messageId", message))
                .getJSONArray("reactions")
                .toString())
        .isEqualTo("[" + json("userId", "bob", "reaction", "ok") + "]");
    bob.sawNoMore("reaction:new");
  }

  @Test
  void a_reaction_is_taken_back_once() throws Exception {
    TestClient ada = member("ada", "r2");
    TestClient bob = member("bob", "r2");
    String message = sent(ada, "r2");
    bob.succeed("reaction:new", reaction("r2", message, "a"));
    bob.succeed("reaction:remove", reaction("r2", message, "b"));
    bob.succeed("reaction:remove", reaction("r2", message, "a"));
    bob.succeed("reaction:remove", reaction("r2", message, "a"));
    JSONObject event = ada.next("reaction:remove");
    event.remove("timestamp");
    assertThat(event.toString())
        .isEqualTo(reactionEvent("r2", message, "bob", "a", "remove").toString());
    JSONObject left = ada.succeed("reaction:get", json("chatId", "r2", "messageId", message));
    assertThat(left.getJSONArray("reactions").length()).isZero();
    ada.sawNoMore("reaction:remove");
    bob.sawNoMore("reaction:remove");
  }

  @Test
  void reactions_to_unknown_messages_and_invalid_reactions_are_refused() throws Exception {
    TestClient ada = service.connect("ada");
    String message = sent(ada, "r3");
    sent(ada, "r4");
    for (String event : new String[] {"reaction:new", "reaction:remove", "reaction:get"}) {
      ada.refused(event, reaction("r3", "unknown", "a"), "MESSAGE_NOT_FOUND");
      ada.refused(event, reaction("r4", message, "a"), "MESSAGE_NOT_FOUND");
      ada.refused(event, reaction("r5", message, "a"), "CHAT_NOT_FOUND");
      ada.refused(event, json("chatId", "r3", "reaction", "a"), "INVALID_PAYLOAD");
    }
    for (String wrong : new String[] {"", "12345678901"}) {
      assertThat(
              ada.refused("reaction:new", reaction("r3", message, wrong), "INVALID_PAYLOAD")
                  .getString("message"))
          .startsWith("reaction must be");
    }
    ada.succeed("reaction:new", reaction("r3", message, "1234567890"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void reactions_come_in_the_order_of_their_users_each_time(boolean onRedis) throws Exception {
    try (RedisProcess redis = RedisProcess.open();
        RunningService stored = new RunningService("REDIS_URL=" + (onRedis ? redis.url() : ""))) {
      TestClient ada = stored.connect("ada");
      ada.succeed("chat:join", json("chatId", "r6"));
      String message = sent(ada, "r6");
      JSONArray all = new JSONArray();
      for (String user : new String[] {"eve", "bob", "fay", "cid", "dan"}) {
        TestClient other = stored.connect(user);
        other.succeed("chat:join", json("chatId", "r6"));
        other.succeed("reaction:new", reaction("r6", message, "by " + user));
      }
      for (String user : new String[] {"bob", "cid", "dan", "eve", "fay"}) {
        all.put(json("userId", user, "reaction", "by " + user));
      }
      for (int i = 0; i < 3; i++) {
        JSONObject found = ada.succeed("reaction:get", json("chatId", "r6", "messageId", message));
        assertThat(found.getJSONArray("reactions").toString()).isEqualTo(all.toString());
      }
    }
  }
}
