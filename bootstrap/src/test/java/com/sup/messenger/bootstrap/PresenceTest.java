package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.settings.Timings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PresenceTest {

  private static final Duration GRACE = Duration.ofSeconds(4);
  @AutoClose private static RunningService service;

  @BeforeAll
  static void start() {
    Timings usual = Timings.DEFAULT;
    Timings timings =
        new Timings(usual.typing(), GRACE, usual.ringing(), usual.callReturn(), usual.endedCall());
    service =
        new RunningService(timings, "RATE_LIMITS=presence:update=unlimited,default=unlimited");
  }

  private static TestClient member(String user, String device) {
    TestClient client = service.connect(user, device);
    client.succeed("chat:join", json("chatId", "common"));
    return client;
  }

  /// Makes a client without a change of transport, because a client in the middle of one does not
  /// drop.
  private static TestClient overWebSocket(String user) {
    Map<String, String> auth = Map.of("token", service.token(user, "phone"));
    TestClient client = new TestClient(service.uri(), auth, "websocket");
    client.connect();
    client.succeed("chat:join", json("chatId", "common"));
    return client;
  }

  private static JSONObject users(Object... ids) {
    return json("userIds", new JSONArray(List.of(ids)));
  }

  private static void expect(TestClient by, String user, String status) throws JSONException {
    JSONObject event = by.next("presence:update");
    assertThat(event.getString("userId")).isEqualTo(user);
    assertThat(event.getString("status")).isEqualTo(status);
  }

  @Test
  void a_subscriber_receives_the_presence_and_then_its_changes() throws Exception {
    TestClient ada = member("ada1", "phone");
    TestClient bob = member("bob1", "phone");
    long before = System.currentTimeMillis();
    JSONObject reply = bob.succeed("presence:subscribe", users("ada1", "stranger"));
    assertThat(reply.getJSONArray("denied").toString()).isEqualTo("[\"stranger\"]");
    assertThat(reply.getJSONArray("presences").length()).isEqualTo(1);
    JSONObject first = bob.next("presence:update");
    assertThat(first.toString())
        .isEqualTo(reply.getJSONArray("presences").getJSONObject(0).toString());
    assertThat(first.length()).isEqualTo(3);
    assertThat(first.getString("status")).isEqualTo("online");
    assertThat(first.getLong("lastSeen")).isBetween(before, System.currentTimeMillis());
    assertThat(
            ada.succeed("presence:update", json("status", "busy", "customStatus", "lunch"))
                .toString())
        .isEqualTo("{\"success\":true}");
    JSONObject changed = bob.next("presence:update");
    assertThat(changed.getString("userId")).isEqualTo("ada1");
    assertThat(changed.getString("status")).isEqualTo("busy");
    assertThat(changed.getString("customStatus")).isEqualTo("lunch");
    ada.sawNoMore("presence:update");
  }

  @Test
  void a_custom_status_stays_until_another_or_an_empty_one_comes() throws Exception {
    TestClient phone = member("ada7", "phone");
    TestClient bob = member("bob7", "phone");
    phone.succeed("presence:update", json("status", "busy", "customStatus", "lunch"));
    bob.succeed("presence:subscribe", users("ada7"));
    assertThat(bob.next("presence:update").getString("customStatus")).isEqualTo("lunch");
    TestClient laptop = member("ada7", "laptop");
    phone.close();
    JSONObject left = bob.next("presence:update");
    assertThat(left.getString("status")).isEqualTo("online");
    assertThat(left.getString("customStatus")).isEqualTo("lunch");
    laptop.succeed("presence:update", json("status", "away"));
    assertThat(bob.next("presence:update").getString("customStatus")).isEqualTo("lunch");
    laptop.succeed("presence:update", json("status", "away", "customStatus", ""));
    assertThat(bob.next("presence:update").has("customStatus")).isFalse();
  }

  @Test
  void devices_speak_together() throws Exception {
    TestClient phone = member("ada2", "phone");
    TestClient bob = member("bob2", "phone");
    bob.succeed("presence:subscribe", users("ada2"));
    expect(bob, "ada2", "online");
    TestClient laptop = member("ada2", "laptop");
    laptop.succeed("presence:update", json("status", "away"));
    phone.succeed("presence:update", json("status", "busy"));
    expect(bob, "ada2", "busy");
    phone.succeed("presence:update", json("status", "offline"));
    expect(bob, "ada2", "away");
    laptop.succeed("presence:update", json("status", "offline"));
    expect(bob, "ada2", "offline");
  }

  @Test
  void going_offline_is_sent_after_a_while_unless_the_user_comes_back() throws Exception {
    TestClient ada = overWebSocket("ada3");
    TestClient bob = member("bob3", "phone");
    bob.succeed("presence:subscribe", users("ada3"));
    expect(bob, "ada3", "online");
    ada.drop();
    TestClient back = overWebSocket("ada3");
    back.succeed("presence:update", json("status", "away"));
    expect(bob, "ada3", "away");
    long left = System.nanoTime();
    long leftAt = System.currentTimeMillis();
    back.drop();
    JSONObject gone = bob.next("presence:update");
    assertThat(gone.getString("status")).isEqualTo("offline");
    assertThat(gone.getLong("lastSeen"))
        .isBetween(leftAt, System.currentTimeMillis() - GRACE.toMillis() + 1);
    assertThat(Duration.ofNanos(System.nanoTime() - left)).isGreaterThanOrEqualTo(GRACE);
    member("ada3", "phone");
    expect(bob, "ada3", "online");
  }

  private static TestClient naming(String user, String name, String value) {
    return new TestClient(
        service.uri(), Map.of("token", service.token(user, "phone"), name, value));
  }

  @Test
  void an_invisible_user_is_never_seen() throws Exception {
    TestClient before = member("ada8", "phone");
    TestClient bob = member("bob8", "phone");
    bob.succeed("presence:subscribe", users("ada8"));
    expect(bob, "ada8", "online");
    before.close();
    expect(bob, "ada8", "offline");
    TestClient hidden = naming("ada8", "status", "offline");
    hidden.connect();
    hidden.succeed("presence:update", json("status", "busy"));
    expect(bob, "ada8", "busy");
    hidden.close();
  }

  @Test
  void a_client_names_its_custom_status() throws Exception {
    member("ada9", "laptop");
    TestClient bob = member("bob9", "phone");
    bob.succeed("presence:subscribe", users("ada9"));
    expect(bob, "ada9", "online");
    TestClient phone = naming("ada9", "customStatus", "lunch");
    phone.connect();
    assertThat(bob.next("presence:update").getString("customStatus")).isEqualTo("lunch");
    phone.close();
  }

  @Test
  void a_presence_that_is_none_is_refused_at_the_door() throws Exception {
    refusedAtTheDoor(naming("ada10", "status", "asleep"), "status must be one of");
    refusedAtTheDoor(naming("ada10", "customStatus", "x".repeat(257)), "customStatus must be");
  }

  private static void refusedAtTheDoor(TestClient client, String message) throws JSONException {
    client.socket().connect();
    JSONObject refusal = client.next("connect_error");
    assertThat(refusal.getString("message")).startsWith(message);
    assertThat(refusal.getJSONObject("data").getString("code")).isEqualTo("INVALID_PAYLOAD");
    client.close();
  }

  @Test
  void a_user_who_unsubscribes_receives_no_more() throws Exception {
    TestClient ada = member("ada4", "phone");
    TestClient carol = member("carol4", "phone");
    TestClient bob = member("bob4", "phone");
    bob.succeed("presence:subscribe", users("ada4", "carol4"));
    expect(bob, "ada4", "online");
    expect(bob, "carol4", "online");
    assertThat(bob.succeed("presence:unsubscribe", users("ada4")).toString())
        .isEqualTo("{\"success\":true}");
    ada.succeed("presence:update", json("status", "busy"));
    carol.succeed("presence:update", json("status", "away"));
    expect(bob, "carol4", "away");
    bob.sawNoMore("presence:update");
  }

  @Test
  void a_user_who_shares_no_chat_sees_nothing() throws Exception {
    member("ada5", "phone");
    TestClient eve = service.connect("eve5");
    JSONObject refused =
        eve.refused("presence:subscribe", users("ada5", "nobody"), "PERMISSION_DENIED");
    assertThat(refused.getString("message")).doesNotContain("ada5");
    eve.succeed("presence:subscribe", users("eve5"));
    expect(eve, "eve5", "online");
  }

  @Test
  void a_refused_payload_is_explained_by_field() throws Exception {
    TestClient ada = member("ada6", "phone");
    refused(ada, "presence:update", json(), "status must be");
    refused(ada, "presence:update", json("status", "asleep"), "status must be");
    refused(
        ada,
        "presence:update",
        json("status", "away", "customStatus", "x".repeat(257)),
        "customStatus must be");
    Object[] tooMany = IntStream.range(0, 101).mapToObj(i -> "user" + i).toArray();
    for (String event : new String[] {"presence:subscribe", "presence:unsubscribe"}) {
      refused(ada, event, json(), "userIds");
      refused(ada, event, json("userIds", "ada6"), "userIds");
      refused(ada, event, users(tooMany), "userIds");
      refused(ada, event, users("ada6", "no spaces"), "userIds");
    }
    ada.succeed("presence:update", json("status", "away"));
    ada.sawNoMore("presence:update");
  }

  private static void refused(TestClient by, String event, JSONObject payload, String message)
      throws JSONException {
    assertThat(by.refused(event, payload, "INVALID_PAYLOAD").getString("message"))
        .startsWith(message);
  }
}
