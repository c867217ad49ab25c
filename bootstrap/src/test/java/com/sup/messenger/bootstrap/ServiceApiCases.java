package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

/// Tests the service API and its effects on clients. The clients may be connected to another
/// instance than the one that is called.
abstract class ServiceApiCases extends ServiceApiScene {

  private TestClient connect(String user) {
    return connect(user, user + "-phone");
  }

  private TestClient connect(String user, String device) {
    TestClient client = service.clientWith(Tokens.signed(SECRET, user, device));
    client.connect();
    return client;
  }

  private static JSONArray array(String... values) {
    return new JSONArray(List.of(values));
  }

  private String makeChat(String chat, String... members) {
    String path = "/api/chats/" + chat;
    api.expect(201, "PUT", path, json("members", array(members)));
    return path;
  }

  private static JSONObject text(String chat) {
    return json("chatId", chat, "encryptedContent", "x", "messageType", "text");
  }

  private static JSONObject posted(String sender) {
    return json("senderId", sender, "encryptedContent", "x", "messageType", "text");
  }

  /// Returns the next `chat:updated`, and fails if it is about another field.
  private static JSONObject updated(TestClient client, String field) throws JSONException {
    JSONObject event = client.next("chat:updated");
    assertThat(event.getString("updateType")).isEqualTo(field);
    return event;
  }

  private static void assertRemoved(TestClient client, String chat, String reason)
      throws JSONException {
    JSONObject event = client.next("chat:removed");
    assertThat(event.getString("chatId")).isEqualTo(chat);
    assertThat(event.getString("reason")).isEqualTo(reason);
  }

  private static List<Object> members(JSONObject event) throws JSONException {
    JSONArray members = event.getJSONObject("changes").getJSONArray("members");
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < members.length(); i++) {
      list.add(members.get(i));
    }
    return list;
  }

  // Chats

  @Test
  void the_members_of_a_new_chat_are_notified_and_receive_its_messages() throws Exception {
    TestClient ada = connect("ada1");
    TestClient bob = connect("bob1");
    JSONObject members = json("name", "Crew", "members", array("ada1", "bob1"));
    JSONObject chat = api.expect(201, "PUT", "/api/chats/c1", members);
    assertThat(chat.getString("name")).isEqualTo("Crew");
    assertThat(chat.getLong("headSeq")).isZero();
    assertThat(updated(ada, "name").getJSONObject("changes").getString("name")).isEqualTo("Crew");
    assertThat(members(updated(ada, "members"))).containsExactly("ada1", "bob1");
    assertThat(bob.next("notification:new").getString("type")).isEqualTo("chat_invite");
    updated(bob, "name");
    updated(bob, "members");
    ada.succeed("message:new", text("c1"));
    assertThat(bob.next("message:new").getJSONObject("message").getLong("seq")).isEqualTo(1);
    assertThat(api.expect(200, "GET", "/api/chats/c1").getLong("headSeq")).isEqualTo(1);
  }

  @Test
  void each_changed_field_is_sent_once_with_its_new_value() throws Exception {
    String path = makeChat("c2", "ada2");
    TestClient ada = connect("ada2");
    ada.next("notification:new");
    JSONObject fields =
        json(
            "name", "Crew \"A\"",
            "avatar", "https://a.example/1.png",
            "description", "two\nlines",
            "settings", json("mute", true),
            "updatedBy", "bob2");
    JSONObject chat = api.expect(200, "PUT", path, fields);
    assertThat(chat.getJSONObject("settings").getBoolean("mute")).isTrue();
    JSONObject name = updated(ada, "name");
    assertThat(name.getJSONObject("changes").getString("name")).isEqualTo("Crew \"A\"");
    assertThat(name.getString("updatedBy")).isEqualTo("bob2");
    assertThat(name.getString("timestamp")).endsWith("Z");
    updated(ada, "avatar");
    assertThat(updated(ada, "description").getJSONObject("changes").getString("description"))
        .isEqualTo("two\nlines");
    assertThat(
            updated(ada, "settings")
                .getJSONObject("changes")
                .getJSONObject("settings")
                .getBoolean("mute"))
        .isTrue();
    for (int i = 0; i < 4; i++) {
      assertThat(ada.next("notification:new").getString("type")).isEqualTo("chat_updated");
    }
    api.expect(200, "PUT", path, fields);
    JSONObject without = api.expect(200, "PUT", path, json("name", JSONObject.NULL));
    assertThat(without.has("name")).isFalse();
    assertThat(without.getString("description")).isEqualTo("two\nlines");
    assertThat(updated(ada, "name").getJSONObject("changes").isNull("name")).isTrue();
    ada.sawNoMore("chat:updated");
  }

  @Test
  void a_member_that_is_added_receives_what_comes_from_then_on() throws Exception {
    String path = makeChat("c3", "ada3");
    TestClient ada = connect("ada3");
    TestClient bob = connect("bob3");
    ada.succeed("message:new", text("c3"));
    api.expect(204, "PUT", path + "/members/bob3");
    assertThat(members(updated(ada, "members"))).containsExactly("ada3", "bob3");
    updated(bob, "members");
    assertThat(bob.next("notification:new").getString("type")).isEqualTo("chat_invite");
    api.expect(204, "PUT", path + "/members/bob3");
    bob.succeed("chat:join", json("chatId", "c3"));
    ada.succeed("message:new", text("c3"));
    assertThat(bob.next("message:new").getJSONObject("message").getLong("seq")).isEqualTo(2);
    bob.sawNoMore("chat:updated");
    bob.sawNoMore("notification:new");
    ada.sawNoMore("chat:updated");
  }

  @Test
  void a_member_that_is_removed_is_out_at_once_on_every_device() throws Exception {
    String path = makeChat("c4", "ada4", "bob4");
    TestClient ada = connect("ada4");
    TestClient phone = connect("bob4", "phone");
    TestClient laptop = connect("bob4", "laptop");
    ada.succeed("chat:join", json("chatId", "c4"));
    phone.succeed("chat:join", json("chatId", "c4"));
    ada.next("chat:member-joined");
    phone.succeed("message:typing", json("chatId", "c4"));
    ada.next("message:typing");
    phone.succeed("presence:subscribe", json("userIds", array("ada4")));
    phone.next("presence:update");

    api.expect(204, "DELETE", path + "/members/bob4");
    phone.refused("message:new", text("c4"), "CHAT_NOT_FOUND");
    laptop.refused("chat:sync", json("chatId", "c4", "afterSeq", 0), "CHAT_NOT_FOUND");
    ada.succeed("message:new", text("c4"));
    assertThat(members(updated(ada, "members"))).containsExactly("ada4");
    assertRemoved(phone, "c4", "removed");
    assertRemoved(laptop, "c4", "removed");
    ada.next("message:stop-typing");
    assertThat(ada.next("chat:member-left").getString("userId")).isEqualTo("bob4");
    assertThat(
            ada.succeed("chat:get-active-members", json("chatId", "c4"))
                .getJSONArray("activeMembers")
                .length())
        .isEqualTo(1);
    ada.succeed("presence:update", json("status", "busy"));
    phone.refused("presence:subscribe", json("userIds", array("ada4")), "PERMISSION_DENIED");

    api.expect(204, "DELETE", path + "/members/bob4");
    api.expect(204, "PUT", path + "/members/bob4");
    updated(phone, "members");
    ada.succeed("message:new", text("c4"));
    assertThat(phone.next("message:new").getJSONObject("message").getLong("seq")).isEqualTo(2);
    assertThat(laptop.next("message:new").getJSONObject("message").getLong("seq")).isEqualTo(2);
    phone.sawNoMore("presence:update");
  }

  @Test
  void a_list_of_members_takes_the_place_of_the_one_before() throws Exception {
    String path = makeChat("c5", "ada5", "bob5");
    TestClient bob = connect("bob5");
    TestClient eve = connect("eve5");
    JSONObject chat = api.expect(200, "PUT", path, json("members", array("ada5", "eve5", "eve5")));
    assertThat(chat.getJSONArray("members").toString()).isEqualTo("[\"ada5\",\"eve5\"]");
    assertRemoved(bob, "c5", "removed");
    bob.sawNoMore("chat:updated");
    assertThat(members(updated(eve, "members"))).containsExactly("ada5", "eve5");
    bob.refused("message:new", text("c5"), "CHAT_NOT_FOUND");
    eve.succeed("message:new", text("c5"));
  }

  @Test
  void a_member_that_is_removed_learns_nothing_else_that_the_call_changes() throws Exception {
    String path = makeChat("c17", "ada17", "bob17");
    TestClient ada = connect("ada17");
    TestClient bob = connect("bob17");
    TestClient eve = connect("eve17");
    assertThat(bob.next("notification:new").getString("type")).isEqualTo("chat_invite");
    api.expect(
        200,
        "PUT",
        path,
        json("name", "Without Bob", "description", "x", "members", array("ada17", "eve17")));
    assertThat(members(updated(ada, "members"))).containsExactly("ada17");
    for (TestClient told : List.of(ada, eve)) {
      updated(told, "name");
      updated(told, "description");
      assertThat(members(updated(told, "members"))).containsExactly("ada17", "eve17");
    }
    assertRemoved(bob, "c17", "removed");
    bob.refused("chat:join", json("chatId", "c17"), "CHAT_NOT_FOUND");
    bob.sawNoMore("chat:updated");
    bob.sawNoMore("notification:new");
  }

  @Test
  void a_deleted_chat_is_gone_with_its_log_and_a_new_one_of_its_id_is_counted_on()
      throws Exception {
    String path = makeChat("c6", "ada6", "bob6");
    TestClient ada = connect("ada6");
    TestClient bob = connect("bob6");
    JSONObject sent = ada.succeed("message:new", text("c6").put("tempId", "t"));
    ada.succeed("message:new", text("c6"));
    bob.next("message:new");
    bob.next("message:new");
    api.expect(204, "DELETE", path);
    assertRemoved(bob, "c6", "deleted");
    api.refused(404, "CHAT_NOT_FOUND", "GET", path, "");
    api.refused(404, "CHAT_NOT_FOUND", "DELETE", path, "");
    ada.refused("message:new", text("c6"), "CHAT_NOT_FOUND");

    api.expect(201, "PUT", path, json("members", array("ada6", "bob6", "eve6")));
    updated(ada, "members");
    JSONObject again = ada.succeed("message:new", text("c6").put("tempId", "t"));
    assertThat(again.getJSONObject("message").getLong("seq")).isEqualTo(3);
    assertThat(again.getJSONObject("message").getString("id"))
        .isNotEqualTo(sent.getJSONObject("message").getString("id"));
    assertThat(bob.next("message:new").getJSONObject("message").getLong("seq")).isEqualTo(3);
    TestClient eve = connect("eve6");
    assertThat(eve.next("message:new").getJSONObject("message").getLong("seq")).isEqualTo(3);
    eve.sawNoMore("message:new");
    JSONObject eveNow = api.expect(200, "GET", "/api/users/eve6");
    assertThat(eveNow.getJSONObject("unread").getLong("c6")).isEqualTo(1);
  }

  @Test
  void a_chat_that_is_not_there_has_no_members_and_takes_no_messages() {
    api.refused(404, "CHAT_NOT_FOUND", "PUT", "/api/chats/none/members/ada", "");
    api.refused(404, "CHAT_NOT_FOUND", "DELETE", "/api/chats/none/members/ada", "");
    api.refused(
        404, "CHAT_NOT_FOUND", "POST", "/api/chats/none/messages", posted("ada").toString());
  }

  @Test
  void a_chat_without_members_is_there() throws Exception {
    api.expect(201, "PUT", "/api/chats/c7", new JSONObject());
    assertThat(api.expect(200, "GET", "/api/chats/c7").getJSONArray("members").length()).isZero();
    api.expect(200, "PUT", "/api/chats/c7", new JSONObject());
  }

  @Test
  void a_message_from_a_back_end_reaches_every_device_of_every_member_once() throws Exception {
    String path = makeChat("c8", "bot8", "ada8") + "/messages";
    TestClient bot = connect("bot8");
    TestClient ada = connect("ada8");
    JSONObject message =
        posted("bot8")
            .put("tempId", "t")
            .put("metadata", json("mentions", array("ada8"), "n", 1.5));
    JSONObject first = api.expect(200, "POST", path, message);
    assertThat(api.expect(200, "POST", path, message).toString()).isEqualTo(first.toString());
    assertThat(first.getJSONObject("message").getLong("seq")).isEqualTo(1);
    for (TestClient member : List.of(bot, ada)) {
      JSONObject event = member.next("message:new");
      assertThat(event.getJSONObject("message").getString("id"))
          .isEqualTo(first.getJSONObject("message").getString("id"));
      assertThat(event.getJSONObject("sender").getString("id")).isEqualTo("bot8");
    }
    assertThat(ada.next("notification:new").getString("type")).isEqualTo("chat_invite");
    assertThat(ada.next("notification:new").getString("type")).isEqualTo("mention");
    ada.sawNoMore("message:new");
    api.expect(200, "POST", path, posted("system8"));
    assertThat(ada.next("message:new").getJSONObject("sender").getString("id"))
        .isEqualTo("system8");
  }

  // Users

  @Test
  void a_notification_reaches_connected_users_at_once_and_others_later() throws Exception {
    TestClient ada = connect("ada9");
    JSONObject notification =
        json(
            "userIds", array("ada9", "bob9"),
            "type", "system",
            "title", "Maintenance",
            "message", "Back at noon",
            "data", json("until", 12),
            "priority", "high");
    String id =
        api.expect(201, "POST", "/api/notifications", notification).getString("notificationId");
    for (TestClient client : List.of(ada, connect("bob9"))) {
      JSONObject event = client.next("notification:new");
      assertThat(event.getString("id")).isEqualTo(id);
      assertThat(event.getString("priority")).isEqualTo("high");
      assertThat(event.getJSONObject("data").getInt("until")).isEqualTo(12);
    }
  }

  @Test
  void a_user_is_shown_with_devices_and_what_is_unread() throws Exception {
    String path = makeChat("c10", "ada10", "bob10");
    JSONObject away = api.expect(200, "GET", "/api/users/ada10");
    assertThat(away.getJSONObject("presence").getString("status")).isEqualTo("offline");
    assertThat(away.getJSONArray("devices").length()).isZero();
    assertThat(away.getJSONObject("unread").getLong("c10")).isZero();
    api.expect(200, "POST", path + "/messages", posted("bob10"));
    TestClient ada = connect("ada10");
    ada.succeed("presence:update", json("status", "busy", "customStatus", "in a call"));
    JSONObject here = api.expect(200, "GET", "/api/users/ada10");
    assertThat(here.getJSONObject("presence").getString("status")).isEqualTo("busy");
    assertThat(here.getJSONObject("presence").getString("customStatus")).isEqualTo("in a call");
    JSONObject device = here.getJSONArray("devices").getJSONObject(0);
    assertThat(device.getString("deviceId")).isEqualTo("ada10-phone");
    assertThat(device.getString("address")).isNotEmpty();
    assertThat(device.getString("transport")).isIn("polling", "websocket");
    assertThat(here.getJSONObject("unread").getLong("c10")).isEqualTo(1);
  }

  @Test
  void one_device_is_disconnected_with_a_reason() throws Exception {
    TestClient phone = connect("ada11", "phone");
    TestClient laptop = connect("ada11", "laptop");
    JSONObject body = json("deviceId", "phone", "reason", "Lost");
    JSONObject answer = api.expect(200, "POST", "/api/users/ada11/disconnect", body);
    assertThat(answer.getLong("disconnected")).isEqualTo(1);
    assertThat(answer.has("validFrom")).isFalse();
    JSONObject farewell = phone.next("error");
    assertThat(farewell.getString("code")).isEqualTo("PERMISSION_DENIED");
    assertThat(farewell.getString("message")).isEqualTo("Lost");
    assertThat(phone.next("disconnect").getString("reason")).isEqualTo("io server disconnect");
    laptop.succeed("presence:update", json("status", "away"));
    // The token is still valid.
    connect("ada11", "phone");
  }

  @Test
  void a_revoked_user_is_out_and_comes_in_only_with_a_new_token() throws Exception {
    String old = Tokens.signed(SECRET, "ada12", "phone");
    TestClient ada = service.clientWith(old);
    ada.connect();
    TestClient laptop = connect("ada12", "laptop");
    JSONObject answer =
        api.expect(200, "POST", "/api/users/ada12/disconnect", json("revoke", true));
    assertThat(answer.getLong("disconnected")).isEqualTo(2);
    assertThat(ada.next("error").getString("code")).isEqualTo("TOKEN_EXPIRED");
    ada.next("disconnect");
    laptop.next("disconnect");

    TestClient again = service.clientWith(old);
    again.socket().connect();
    JSONObject refusal = again.next("connect_error");
    assertThat(refusal.getJSONObject("data").getString("code")).isEqualTo("INVALID_TOKEN");

    Instant validFrom = Instant.parse(answer.getString("validFrom"));
    await().until(() -> !Instant.now().isBefore(validFrom));
    TestClient renewed = connect("ada12", "phone");
    renewed.refused("auth:refresh", json("token", old), "INVALID_PAYLOAD");
    renewed.succeed("auth:refresh", json("token", Tokens.signed(SECRET, "ada12", "phone")));
  }

  @Test
  void a_revoked_device_does_not_come_back_under_another_name() throws Exception {
    String stolen = Tokens.signed(SECRET, "ada16");
    TestClient phone = service.clientNaming("phone", stolen);
    phone.connect();
    TestClient laptop = connect("ada16", "laptop");
    JSONObject request = json("revoke", true, "deviceId", "phone");
    api.expect(200, "POST", "/api/users/ada16/disconnect", request);
    assertThat(phone.next("error").getString("code")).isEqualTo("TOKEN_EXPIRED");
    phone.next("disconnect");

    TestClient again = service.clientNaming("tablet", stolen);
    again.socket().connect();
    JSONObject refusal = again.next("connect_error");
    assertThat(refusal.getJSONObject("data").getString("code")).isEqualTo("INVALID_TOKEN");
    // Its token names the laptop.
    laptop.succeed("presence:update", json("status", "busy"));
  }

  @Test
  void a_body_is_not_needed_to_disconnect() throws Exception {
    TestClient ada = connect("ada14");
    assertThat(api.expect(200, "POST", "/api/users/ada14/disconnect").getLong("disconnected"))
        .isEqualTo(1);
    ada.next("disconnect");
  }

  @Test
  void the_statistics_include_all_instances() throws Exception {
    TestClient ada = connect("ada15");
    ada.succeed("presence:update", json("status", "busy"));
    await().until(() -> stats().getJSONObject("connections").getLong("active") > 0);
    // An instance reports its rates with its lease, every 2 s.
    await().until(() -> stats().getJSONObject("rates").getDouble("eventsPerSecond") > 0);
    JSONObject stats = stats();
    assertThat(stats.getLong("rooms")).isPositive();
    assertThat(stats.getJSONArray("instances").length()).isEqualTo(size());
  }

  private JSONObject stats() {
    return api.expect(200, "GET", "/api/stats");
  }
}
