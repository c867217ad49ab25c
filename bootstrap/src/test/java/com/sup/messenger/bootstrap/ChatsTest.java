package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ChatsTest {

  @AutoClose private static final RunningService service = new RunningService();

  private static JSONObject chat(String id) {
    return json("chatId", id);
  }

  @Test
  void joining_returns_the_places_of_the_chat_and_the_user() throws Exception {
    TestClient ada = service.connect("ada1");
    TestClient bob = service.connect("bob1");
    bob.succeed("chat:join", chat("c1"));
    JSONObject text = chat("c1").put("encryptedContent", "x").put("messageType", "text");
    ada.succeed("message:new", text);
    ada.succeed("message:new", text);
    JSONObject joined = bob.succeed("chat:join", chat("c1"));
    assertThat(joined.getString("chatId")).isEqualTo("c1");
    assertThat(joined.getLong("headSeq")).isEqualTo(2);
    assertThat(joined.getLong("readSeq")).isZero();
    assertThat(joined.getLong("unread")).isEqualTo(2);
  }

  @Test
  void viewers_are_told_of_the_first_device_in_and_the_last_one_out() throws Exception {
    TestClient ada = service.connect("ada2");
    TestClient phone = service.connect("bob2", "phone");
    TestClient laptop = service.connect("bob2", "laptop");
    ada.succeed("chat:join", chat("c2"));
    phone.succeed("chat:join", chat("c2"));
    laptop.succeed("chat:join", chat("c2"));
    JSONObject joined = ada.next("chat:member-joined");
    assertThat(joined.getString("userId")).isEqualTo("bob2");
    assertThat(joined.getString("chatId")).isEqualTo("c2");
    assertThat(joined.getString("timestamp")).endsWith("Z");
    phone.succeed("chat:leave", chat("c2"));
    laptop.close();
    assertThat(ada.next("chat:member-left").getString("userId")).isEqualTo("bob2");
    ada.sawNoMore("chat:member-joined");
    ada.sawNoMore("chat:member-left");
  }

  @Test
  void active_members_are_the_users_who_view_the_chat() throws Exception {
    TestClient ada = service.connect("ada3");
    TestClient bob = service.connect("bob3");
    ada.succeed("chat:join", chat("c3"));
    bob.succeed("chat:join", chat("c3"));
    JSONObject active = ada.succeed("chat:get-active-members", chat("c3"));
    assertThat(active.getInt("count")).isEqualTo(2);
    assertThat(active.getJSONArray("activeMembers").toString()).contains("ada3", "bob3");
    assertThat(bob.succeed("chat:leave", chat("c3")).getString("chatId")).isEqualTo("c3");
    active = ada.succeed("chat:get-active-members", chat("c3"));
    assertThat(active.getJSONArray("activeMembers").toString()).isEqualTo("[\"ada3\"]");
  }

  @Test
  void several_chats_are_joined_at_once() throws Exception {
    TestClient ada = service.connect("ada4");
    JSONObject joined =
        ada.succeed("chat:join-multiple", json("chatIds", new JSONArray().put("c4").put("c5")));
    assertThat(joined.getInt("joinedCount")).isEqualTo(2);
    assertThat(joined.getJSONArray("failed").length()).isZero();
    JSONArray tooMany = new JSONArray();
    for (int i = 0; i <= 100; i++) {
      tooMany.put("c" + i);
    }
    ada.refused("chat:join-multiple", json("chatIds", tooMany), "INVALID_PAYLOAD");
    ada.refused("chat:join-multiple", json("chatIds", "c4"), "INVALID_PAYLOAD");
    ada.refused(
        "chat:join-multiple", json("chatIds", new JSONArray().put("no spaces")), "INVALID_PAYLOAD");
  }

  @Test
  void in_production_membership_alone_counts() throws Exception {
    String secret = "a secret of more than 32 bytes for tests";
    try (RunningService production =
        new RunningService(
            "NODE_ENV=production", "JWT_SECRET=" + secret, "CORS_ORIGIN=https://a.example")) {
      TestClient ada = production.clientWith(Tokens.signed(secret, "ada5"));
      ada.connect();
      ada.refused("chat:join", chat("c6"), "CHAT_NOT_FOUND");
      ada.refused(
          "message:new",
          chat("c6").put("encryptedContent", "x").put("messageType", "text"),
          "CHAT_NOT_FOUND");
      JSONObject joined =
          ada.succeed("chat:join-multiple", json("chatIds", new JSONArray().put("c6")));
      assertThat(joined.getInt("joinedCount")).isZero();
      assertThat(joined.getJSONArray("failed").toString())
          .isEqualTo("[{\"chatId\":\"c6\",\"error\":\"CHAT_NOT_FOUND\"}]");
    }
  }
}
