package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests `chat:signal` with real clients.
class SignalsTest {

  @AutoClose
  private static final RunningService service =
      new RunningService("RATE_LIMITS=default=unlimited,chat:signal=unlimited");

  @AutoClose
  private static final RunningService strict =
      new RunningService("RATE_LIMITS=chat:signal=2/60", "RATE_LIMIT_FANOUT=1/60");

  private static TestClient member(RunningService at, String user, String device, String chat) {
    TestClient client = at.connect(user, device);
    client.succeed("chat:join", json("chatId", chat));
    return client;
  }

  private static JSONObject signal(String chat, String content) {
    return json("chatId", chat, "type", "key:v1", "encryptedContent", content);
  }

  @Test
  void every_other_device_of_the_members_is_sent_it() throws Exception {
    TestClient ada = member(service, "ada", "phone", "s1");
    TestClient bob = member(service, "bob", "phone", "s1");
    bob.succeed("chat:leave", json("chatId", "s1"));
    TestClient laptop = service.connect("ada", "laptop");
    TestClient eve = member(service, "eve", "phone", "elsewhere");
    assertThat(ada.succeed("chat:signal", signal("s1", "secret")).toString())
        .isEqualTo("{\"success\":true}");
    for (TestClient other : new TestClient[] {bob, laptop}) {
      JSONObject event = other.next("chat:signal");
      assertThat(event.length()).isEqualTo(5);
      assertThat(event.getString("chatId")).isEqualTo("s1");
      assertThat(event.getString("userId")).isEqualTo("ada");
      assertThat(event.getString("deviceId")).isEqualTo("phone");
      assertThat(event.getString("type")).isEqualTo("key:v1");
      assertThat(event.getString("encryptedContent")).isEqualTo("secret");
    }
    eve.succeed("chat:join", json("chatId", "elsewhere"));
    eve.sawNoMore("chat:signal");
    bob.succeed("chat:signal", signal("s1", "answer"));
    ada.next("chat:signal");
    ada.sawNoMore("chat:signal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void it_has_no_offset(String transport) throws Exception {
    String chat = "s2" + transport;
    TestClient ada = member(service, "ada", "phone", chat);
    Map<String, String> auth = Map.of("token", service.token("bob", "tablet"));
    try (TestClient bob = new TestClient(service.uri(), auth, transport)) {
      bob.connect();
      bob.succeed("chat:join", json("chatId", chat));
      CompletableFuture<Integer> arguments = new CompletableFuture<>();
      bob.socket().on("chat:signal", event -> arguments.complete(event.length));
      ada.succeed("chat:signal", signal(chat, "secret"));
      assertThat(arguments.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  @Test
  void it_is_no_message_and_not_sent_again() throws Exception {
    TestClient ada = member(service, "ada", "phone", "s3");
    member(service, "bob", "phone", "s3").drop();
    ada.succeed("chat:signal", signal("s3", "secret"));
    TestClient back = service.connect("bob", "phone");
    JSONObject log = back.succeed("chat:sync", json("chatId", "s3", "afterSeq", 0));
    assertThat(log.getLong("headSeq")).isZero();
    back.sawNoMore("chat:signal");
    back.sawNoMore("message:new");
  }

  @Test
  void a_user_who_is_no_member_finds_no_chat() {
    TestClient ada = member(service, "ada", "phone", "s4");
    TestClient eve = service.connect("eve", "tablet");
    eve.refused("chat:signal", signal("s4", "x"), "CHAT_NOT_FOUND");
    eve.refused("chat:signal", signal("unknown", "x"), "CHAT_NOT_FOUND");
    ada.succeed("chat:join", json("chatId", "s4"));
    ada.sawNoMore("chat:signal");
  }

  @Test
  void a_refused_payload_is_explained_by_field() throws Exception {
    TestClient ada = member(service, "ada", "phone", "s5");
    String type = "type must be 1 to 64 characters out of A-Z a-z 0-9 _ . : @ -";
    String content = "encryptedContent must be a string of 1 to 16384 bytes";
    refused(ada, signal("s5", "x").put("type", "t".repeat(65)), type);
    refused(ada, signal("s5", "x").put("type", "no spaces"), type);
    refused(ada, signal("s5", "x").put("type", ""), type);
    refused(ada, signal("s5", "x".repeat(16 * 1024 + 1)), content);
    refused(ada, signal("s5", ""), content);
    refused(ada, signal("no spaces", "x"), "chatId must be 1 to 128 characters");
    for (String field : new String[] {"chatId", "type", "encryptedContent"}) {
      JSONObject payload = signal("s5", "x");
      payload.remove(field);
      refused(ada, payload, field + " must be a string");
    }
    ada.succeed("chat:signal", signal("s5", "x".repeat(16 * 1024)).put("type", "t".repeat(64)));
  }

  private static void refused(TestClient client, JSONObject payload, String message)
      throws Exception {
    assertThat(client.refused("chat:signal", payload, "INVALID_PAYLOAD").getString("message"))
        .startsWith(message);
  }

  @Test
  void its_own_limit_holds() {
    TestClient ada = member(strict, "ada", "phone", "s6");
    TestClient bob = member(strict, "bob", "phone", "s6");
    ada.succeed("chat:signal", signal("s6", "x"));
    ada.succeed("chat:signal", signal("s6", "x"));
    assertThat(
            ada.refused("chat:signal", signal("s6", "x"), "RATE_LIMIT_EXCEEDED")
                .optLong("retryAfterMs"))
        .isBetween(1L, 60_000L);
    bob.succeed("chat:signal", signal("s6", "x"));
  }

  @Test
  void it_counts_against_the_limit_of_fan_out() throws Exception {
    TestClient ada = member(strict, "anna", "phone", "s7");
    for (int i = 0; i < 31; i++) {
      member(strict, "friend" + i, "phone", "s7").close();
    }
    // Each is half of the limit: 16 KiB for 32 members.
    ada.succeed("chat:signal", signal("s7", "x".repeat(16 * 1024)));
    ada.succeed("chat:signal", signal("s7", "x".repeat(16 * 1024)));
    JSONObject message =
        json("chatId", "s7", "encryptedContent", "x".repeat(1_000), "messageType", "text");
    ada.succeed("message:new", message);
    assertThat(ada.refused("message:new", message, "RATE_LIMIT_EXCEEDED").getString("message"))
        .isNotEmpty();
  }
}
