package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class MessagesTest {

  @AutoClose private static final RunningService service = new RunningService();

  private static JSONObject text(String chat, String content) {
    return json("chatId", chat, "encryptedContent", content, "messageType", "text");
  }

  @Test
  void a_message_is_acknowledged_and_reaches_the_others() throws Exception {
    TestClient ada = service.connect("ada1");
    TestClient laptop = service.connect("ada1", "ada1-laptop");
    TestClient bob = service.connect("bob1");
    ada.succeed("chat:join", json("chatId", "m1"));
    bob.succeed("chat:join", json("chatId", "m1"));
    JSONObject sent =
        ada.succeed(
            "message:new",
            text("m1", "hello")
                .put("tempId", "t1")
                .put("replyToId", "other")
                .put("metadata", json("mentions", new JSONArray().put("bob1"), "n", 1.5)));
    JSONObject message = sent.getJSONObject("message");
    assertThat(message.getLong("seq")).isEqualTo(1);
    assertThat(message.getString("status")).isEqualTo("sent");
    assertThat(message.getString("senderId")).isEqualTo("ada1");
    assertThat(message.getString("createdAt")).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z");
    assertThat(sent.getJSONObject("sender").toString())
        .isEqualTo("{\"id\":\"ada1\",\"username\":\"ada1\"}");
    for (TestClient other : new TestClient[] {laptop, bob}) {
      JSONObject event = other.next("message:new");
      assertThat(event.getJSONObject("message").toString()).isEqualTo(message.toString());
      assertThat(event.getJSONObject("sender").getString("id")).isEqualTo("ada1");
    }
    ada.sawNoMore("message:new");
  }

  @Test
  void a_repeat_is_answered_alike_and_sent_once() throws Exception {
    TestClient ada = service.connect("ada2");
    TestClient bob = service.connect("bob2");
    bob.succeed("chat:join", json("chatId", "m2"));
    JSONObject first = ada.succeed("message:new", text("m2", "once").put("tempId", "t"));
    JSONObject again = ada.succeed("message:new", text("m2", "once").put("tempId", "t"));
    assertThat(again.toString()).isEqualTo(first.toString());
    ada.succeed("message:new", text("m2", "then"));
    assertThat(bob.next("message:new").getJSONObject("message").getLong("seq")).isEqualTo(1);
    assertThat(bob.next("message:new").getJSONObject("message").getLong("seq")).isEqualTo(2);
    bob.sawNoMore("message:new");
  }

  @Test
  void a_refused_payload_is_explained_by_field() throws Exception {
    TestClient ada = service.connect("ada3");
    assertThat(ada.refused("message:new", json(), "INVALID_PAYLOAD").getString("message"))
        .startsWith("chatId must be");
    assertThat(
            ada.refused("message:new", text("no spaces", "x"), "INVALID_PAYLOAD")
                .getString("message"))
        .startsWith("chatId must be");
    assertThat(
            ada.refused(
                    "message:new", text("m3", "x").put("messageType", "smoke"), "INVALID_PAYLOAD")
                .getString("message"))
        .startsWith("messageType must be");
    ada.refused("message:new", text("m3", "x".repeat(65_537)), "INVALID_PAYLOAD");
    ada.refused(
        "message:new",
        text("m3", "x").put("metadata", json("x", "y".repeat(8_192))),
        "INVALID_PAYLOAD");
    ada.succeed("message:new", text("m3", "x".repeat(65_536)));
  }

  @Test
  void an_unknown_event_is_refused_and_the_connection_lives() throws Exception {
    TestClient ada = service.connect("ada4");
    ada.refused("no:such", json(), "INVALID_PAYLOAD");
    ada.tell("no:such", json());
    JSONObject error = ada.next("error");
    assertThat(error.getString("code")).isEqualTo("INVALID_PAYLOAD");
    assertThat(error.getString("event")).isEqualTo("no:such");
    ada.succeed("chat:join", json("chatId", "m4"));
  }

  @Test
  void input_over_a_bound_is_refused_and_the_connection_lives() throws Exception {
    TestClient ada = service.connect("ada-bounds");
    JSONObject deep = json();
    for (int i = 0; i < 70; i++) {
      deep = json("a", deep);
    }
    JSONArray values = new JSONArray(Collections.nCopies(60_000, 1));
    JSONArray binaries = new JSONArray(Collections.nCopies(11, new byte[1]));
    for (Object tooMuch : new Object[] {deep, values, binaries, new byte[70_000]}) {
      String message =
          ada.refused("message:new", text("mb", "x").put("extra", tooMuch), "INVALID_PAYLOAD")
              .getString("message");
      assertThat(message).startsWith("payload must ");
    }
    ada.refused(
        "message:new", text("mb", "x").put("metadata", json("a", new byte[1])), "INVALID_PAYLOAD");
    assertThat(
            ada.succeed("message:new", text("mb", "x").put("extra", new byte[1]))
                .getJSONObject("message")
                .getLong("seq"))
        .isEqualTo(1);
  }

  @Test
  void sync_pages_through_what_was_sent() throws Exception {
    TestClient ada = service.connect("ada5");
    for (int i = 1; i <= 5; i++) {
      ada.succeed("message:new", text("m5", "m" + i));
    }
    JSONObject page = ada.succeed("chat:sync", json("chatId", "m5", "afterSeq", 1, "limit", 2));
    assertThat(page.getJSONArray("messages").length()).isEqualTo(2);
    assertThat(page.getLong("headSeq")).isEqualTo(5);
    assertThat(page.getBoolean("hasMore")).isTrue();
    ada.refused("chat:sync", json("chatId", "m5", "afterSeq", -1), "INVALID_PAYLOAD");
    ada.refused("chat:sync", json("chatId", "m5", "afterSeq", "1"), "INVALID_PAYLOAD");
    ada.refused("chat:sync", json("chatId", "m5", "afterSeq", 0, "limit", 0), "INVALID_PAYLOAD");
  }

  @Test
  void only_joining_or_sending_makes_a_member() throws Exception {
    TestClient ada = service.connect("ada9");
    ada.refused("chat:sync", json("chatId", "m9", "afterSeq", 0), "CHAT_NOT_FOUND");
    ada.refused("chat:leave", json("chatId", "m9"), "CHAT_NOT_FOUND");
    ada.refused("chat:get-active-members", json("chatId", "m9"), "CHAT_NOT_FOUND");
    ada.refused("message:typing", json("chatId", "m9"), "CHAT_NOT_FOUND");
    JSONObject receipt = json("chatId", "m9", "messageId", "x");
    ada.refused("message:delivered", receipt, "CHAT_NOT_FOUND");
    ada.refused("message:read", receipt, "CHAT_NOT_FOUND");
    ada.succeed("chat:join", json("chatId", "m9"));
    ada.refused("message:delivered", receipt, "MESSAGE_NOT_FOUND");
  }

  @Test
  void a_page_of_sync_has_a_bound_in_bytes() throws Exception {
    TestClient ada = service.connect("ada10");
    for (int i = 0; i < 20; i++) {
      ada.succeed("message:new", text("m10", "x".repeat(65_536)));
    }
    JSONObject page = ada.succeed("chat:sync", json("chatId", "m10", "afterSeq", 0, "limit", 500));
    assertThat(page.getJSONArray("messages").length()).isEqualTo(15);
    assertThat(page.getBoolean("hasMore")).isTrue();
  }

  @Test
  void an_option_that_is_empty_is_none() throws Exception {
    TestClient ada = service.connect("ada11");
    JSONObject sent = ada.succeed("message:new", text("m11", "x").put("tempId", ""));
    assertThat(sent.getJSONObject("message").has("tempId")).isFalse();
  }
}
