package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.redis.RedisClusterProcess;
import com.sup.messenger.redis.RedisProcess;
import java.util.List;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

/// Two services that have the same users and chats share a Redis and nothing in it.
class SharedRedisTest {

  private static final String LIMITS = "RATE_LIMITS=message:new=3/60,default=unlimited";
  private static final JSONObject ROOM = json("chatId", "room");

  @Test
  void services_with_prefixes_of_their_own_share_nothing() throws Exception {
    try (RedisProcess redis = RedisProcess.open();
        RunningService one = service(redis.url(), "one:");
        RunningService two = service(redis.url(), "two:")) {
      assertApart(one, two);
      assertThat(keys(redis, 0)).allMatch(key -> key.startsWith("one:") || key.startsWith("two:"));
      await().until(() -> isDanPushedTo(redis, 0, "one:push:outbox"));
      assertThat(isDanPushedTo(redis, 0, "two:push:outbox")).isFalse();
    }
  }

  @Test
  void a_service_with_a_prefix_and_one_without_share_nothing() throws Exception {
    try (RedisProcess redis = RedisProcess.open();
        RunningService one = service(redis.url(), "");
        RunningService two = service(redis.url(), "db2:")) {
      assertApart(one, two);
    }
  }

  @Test
  void services_with_databases_of_their_own_share_nothing() throws Exception {
    try (RedisProcess redis = RedisProcess.open();
        RunningService one = service(redis.url() + "/2", "");
        RunningService two = service(redis.url() + "/7", "")) {
      assertApart(one, two);
      assertThat(keys(redis, 0)).isEmpty();
      await().until(() -> isDanPushedTo(redis, 2, "push:outbox"));
      assertThat(isDanPushedTo(redis, 7, "push:outbox")).isFalse();
    }
  }

  @Test
  void a_database_is_no_prefix_of_another_one() throws Exception {
    try (RedisProcess redis = RedisProcess.open();
        RunningService one = service(redis.url() + "/2", "same:");
        RunningService two = service(redis.url(), "same:")) {
      assertApart(one, two);
      assertThat(keys(redis, 2)).isNotEmpty().allMatch(key -> key.startsWith("same:"));
      assertThat(keys(redis, 0)).isNotEmpty().allMatch(key -> key.startsWith("same:"));
    }
  }

  @Test
  void services_with_prefixes_of_their_own_share_nothing_in_a_cluster() throws Exception {
    try (RedisClusterProcess cluster = RedisClusterProcess.start();
        RunningService one = service(cluster.url(), "one:");
        RunningService two = service(cluster.url(), "two:")) {
      assertApart(one, two);
    }
  }

  private static RunningService service(String url, String prefix) {
    return new RunningService("REDIS_URL=" + url, "REDIS_PREFIX=" + prefix, LIMITS);
  }

  private static List<String> keys(RedisProcess redis, int database) {
    return ((List<?>) in(redis, database, "'KEYS', '*'")).stream().map(String.class::cast).toList();
  }

  private static boolean isDanPushedTo(RedisProcess redis, int database, String key) {
    Object entries = in(redis, database, "'XRANGE', '" + key + "', '-', '+'");
    return entries.toString().contains("user, dan, event");
  }

  private static Object in(RedisProcess redis, int database, String command) {
    String script = "redis.call('SELECT', %d) return redis.call(%s)".formatted(database, command);
    return redis.command("EVAL", script, "0");
  }

  /// Checks that an event in one service is not received, counted or found in the other. Dan, who
  /// is away, gets a push entry in one.
  private static void assertApart(RunningService one, RunningService two) throws Exception {
    await().ignoreExceptions().until(() -> instances(one) == 1 && instances(two) == 1);
    TestClient bob = member(one, "bob");
    TestClient other = member(two, "bob");
    TestClient ada = member(one, "ada");
    TestClient namesake = member(two, "ada");
    member(one, "eve");
    member(one, "dan").close();
    await().until(() -> devices(one, "dan") == 0);
    other.succeed("presence:subscribe", json("userIds", new JSONArray(List.of("ada"))));
    assertThat(other.next("presence:update").getString("status")).isEqualTo("online");

    say(ada, "of one", 3);
    ada.refused("message:new", message("of one"), "RATE_LIMIT_EXCEEDED");
    ada.succeed("presence:update", json("status", "busy"));
    one.backEnd().expect(200, "POST", "/api/users/eve/disconnect", json("revoke", true));
    say(ada, namesake);
    assertHeard(bob, "of one", 3);
    assertHeard(other, "of two", 1);
    namesake.succeed("presence:update", json("status", "away"));
    assertThat(other.next("presence:update").getString("status")).isEqualTo("away");
    assertCountedApart(two, other);
  }

  private static void say(TestClient ada, TestClient namesake) throws JSONException {
    say(namesake, "of two", 1);
    JSONObject call = json("targetUserId", "bob", "callType", "audio");
    call.put("offer", json("type", "offer", "sdp", "v=0"));
    ada.succeed("call:initiate", call);
    // Busy in the one, free in the other.
    namesake.succeed("call:initiate", call);
  }

  private static void assertCountedApart(RunningService two, TestClient other) throws Exception {
    assertThat(other.next("call:incoming").getString("callerId")).isEqualTo("ada");
    other.sawNoMore("call:incoming");
    JSONObject active = other.succeed("chat:get-active-members", ROOM);
    assertThat(active.getInt("count")).isEqualTo(2);
    assertThat(devices(two, "eve")).isZero();
    assertThat(instances(two)).isEqualTo(1);
    // No revocation of the other service holds here.
    two.connect("eve");
  }

  private static int devices(RunningService service, String user) throws JSONException {
    JSONObject found = service.backEnd().expect(200, "GET", "/api/users/" + user);
    return found.getJSONArray("devices").length();
  }

  private static int instances(RunningService service) throws JSONException {
    JSONObject stats = service.backEnd().expect(200, "GET", "/api/stats");
    return stats.getJSONArray("instances").length();
  }

  private static TestClient member(RunningService service, String user) {
    TestClient client = service.connect(user);
    client.succeed("chat:join", ROOM);
    return client;
  }

  private static JSONObject message(String content) {
    return json("chatId", "room", "encryptedContent", content, "messageType", "text");
  }

  private static void say(TestClient client, String content, int times) {
    for (int i = 0; i < times; i++) {
      client.succeed("message:new", message(content));
    }
  }

  private static void assertHeard(TestClient client, String content, int times)
      throws JSONException {
    for (int seq = 1; seq <= times; seq++) {
      JSONObject message = client.next("message:new").getJSONObject("message");
      assertThat(message.getString("encryptedContent")).isEqualTo(content);
      assertThat(message.getInt("seq")).isEqualTo(seq);
    }
    client.sawNoMore("message:new");
  }
}
