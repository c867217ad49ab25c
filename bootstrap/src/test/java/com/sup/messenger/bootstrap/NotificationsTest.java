package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.socket.client.Ack;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class NotificationsTest {

  @AutoClose private static final RunningService service = new RunningService();

  private static JSONObject text(String chat) {
    return json("chatId", chat, "encryptedContent", "secret", "messageType", "text");
  }

  private static String send(TestClient by, JSONObject message) throws JSONException {
    return by.succeed("message:new", message).getJSONObject("message").getString("id");
  }

  private static String mention(TestClient by, String chat, String user) throws JSONException {
    JSONObject metadata = json("mentions", new JSONArray().put(user));
    return send(by, text(chat).put("metadata", metadata));
  }

  private static JSONArray pending(TestClient of) throws JSONException {
    return of.succeed("notification:get-pending", json()).getJSONArray("notifications");
  }

  private static JSONObject ask(TestClient client, String event, Object... arguments) {
    CompletableFuture<JSONObject> answer = new CompletableFuture<>();
    Ack ack = answers -> answer.complete((JSONObject) answers[0]);
    client.socket().emit(event, arguments, ack);
    return answer.orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Test
  void a_mention_notifies_every_device_of_the_member_and_says_nothing_of_the_content()
      throws Exception {
    TestClient ada = service.connect("ada1");
    TestClient bob = service.connect("bob1");
    TestClient laptop = service.connect("bob1", "bob1-laptop");
    bob.succeed("chat:join", json("chatId", "n1"));
    String message = mention(ada, "n1", "bob1");
    for (TestClient device : new TestClient[] {bob, laptop}) {
      JSONObject event = device.next("notification:new");
      String timestamp = event.getString("timestamp");
      assertThat(timestamp).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z");
      assertThat(event.toString())
          .isEqualTo(
              json("id", event.getString("id"), "type", "mention", "title", "New mention")
                  .put("message", "ada1 mentioned you")
                  .put("data", json("messageType", "text"))
                  .put("fromUserId", "ada1")
                  .put("chatId", "n1")
                  .put("messageId", message)
                  .put("priority", "high")
                  .put("timestamp", timestamp)
                  .put("read", false)
                  .toString());
    }
    mention(ada, "n1", "ada1");
    mention(ada, "n1", "stranger");
    assertThat(pending(bob).length()).isEqualTo(1);
    ada.sawNoMore("notification:new");
    bob.sawNoMore("notification:new");
  }

  private static JSONObject mentioning(int users) {
    JSONArray mentions = new JSONArray();
    IntStream.range(0, users).forEach(i -> mentions.put("user-" + i));
    return json("mentions", mentions);
  }

  @Test
  void a_message_that_mentions_too_many_users_is_refused() throws Exception {
    TestClient ada = service.connect("ada9");
    ada.succeed("message:new", text("n9").put("metadata", mentioning(100)));
    JSONObject tooMany = text("n9").put("metadata", mentioning(101));
    ada.refused("message:new", tooMany, "INVALID_PAYLOAD");
    String posted = tooMany.put("senderId", "ada9").toString();
    String path = "/api/chats/n9/messages";
    service.backEnd().refused(400, "INVALID_PAYLOAD", "POST", path, posted);
  }

  @Test
  void replies_and_reactions_notify_the_author() throws Exception {
    TestClient ada = service.connect("ada2");
    TestClient bob = service.connect("bob2");
    String message = send(ada, text("n2"));
    send(bob, text("n2").put("replyToId", message));
    assertThat(ada.next("notification:new").getString("type")).isEqualTo("reply");
    bob.succeed(
        "reaction:new", json("chatId", "n2", "messageId", message, "reaction", "\"\uD83D\uDE00"));
    JSONObject event = ada.next("notification:new");
    assertThat(event.getString("type")).isEqualTo("message_reaction");
    assertThat(event.getJSONObject("data").getString("reaction")).isEqualTo("\"\uD83D\uDE00");
    ada.sawNoMore("notification:new");
  }

  @Test
  void pending_notifications_come_on_connecting_oldest_first() throws Exception {
    TestClient ada = service.connect("ada3");
    TestClient bob = service.connect("bob3");
    bob.succeed("chat:join", json("chatId", "n3"));
    TestClient laptop = service.connect("bob3", "bob3-laptop");
    bob.close();
    // Each is made after the acknowledgement of its message.
    String first = mention(ada, "n3", "bob3");
    laptop.next("notification:new");
    String second = mention(ada, "n3", "bob3");
    laptop.next("notification:new");
    TestClient again = service.connect("bob3");
    assertThat(again.next("notification:new").getString("messageId")).isEqualTo(first);
    assertThat(again.next("notification:new").getString("messageId")).isEqualTo(second);
    again.sawNoMore("notification:new");
  }

  @Test
  void reading_and_clearing_reach_the_other_devices() throws Exception {
    TestClient ada = service.connect("ada4");
    TestClient bob = service.connect("bob4");
    TestClient laptop = service.connect("bob4", "bob4-laptop");
    bob.succeed("chat:join", json("chatId", "n4"));
    mention(ada, "n4", "bob4");
    mention(ada, "n4", "bob4");
    JSONObject first = json("notificationId", bob.next("notification:new").getString("id"));
    JSONObject second = json("notificationId", bob.next("notification:new").getString("id"));
    bob.succeed("notification:read", first);
    assertThat(laptop.next("notification:read").toString()).isEqualTo(first.toString());
    assertThat(pending(laptop).getJSONObject(0).getString("id"))
        .isEqualTo(second.getString("notificationId"));
    laptop.succeed("notification:clear", second);
    assertThat(bob.next("notification:clear").toString()).isEqualTo(second.toString());
    assertThat(pending(bob).length()).isZero();
    assertThat(bob.succeed("notification:clear-all", json()).getInt("cleared")).isEqualTo(1);
    laptop.next("notification:clear-all");
    bob.sawNoMore("notification:read");
    bob.sawNoMore("notification:clear-all");
    laptop.sawNoMore("notification:clear");
  }

  @Test
  void an_unknown_notification_is_not_found() {
    TestClient ada = service.connect("ada5");
    for (String event : new String[] {"notification:read", "notification:clear"}) {
      ada.refused(event, json("notificationId", "unknown"), "NOTIFICATION_NOT_FOUND");
      ada.refused(event, json("notificationId", "no id"), "INVALID_PAYLOAD");
      ada.refused(event, json(), "INVALID_PAYLOAD");
    }
  }

  @Test
  void an_event_without_fields_needs_no_payload() throws Exception {
    TestClient ada = service.connect("ada6");
    for (String event : new String[] {"notification:get-pending", "notification:clear-all"}) {
      assertThat(ask(ada, event).getBoolean("success")).as(event).isTrue();
      assertThat(ask(ada, event, JSONObject.NULL).getBoolean("success")).as(event).isTrue();
      assertThat(ask(ada, event, json("extra", 1)).getBoolean("success")).as(event).isTrue();
      assertThat(ask(ada, event, "text").getString("error")).isEqualTo("INVALID_PAYLOAD");
    }
  }
}
