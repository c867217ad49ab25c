package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.settings.Timings;
import java.time.Duration;
import java.util.Map;
import org.json.JSONObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypingTest {

  private static final Duration LAPSE = Duration.ofSeconds(4);
  @AutoClose private static RunningService service;

  @BeforeAll
  static void start() {
    Timings usual = Timings.DEFAULT;
    Timings timings =
        new Timings(
            LAPSE, usual.presenceGrace(), usual.ringing(), usual.callReturn(), usual.endedCall());
    service =
        new RunningService(
            timings,
            "RATE_LIMITS=message:typing=unlimited,message:stop-typing=unlimited,default=unlimited");
  }

  private static TestClient joined(String user, String device, String chat) {
    TestClient client = service.connect(user, device);
    client.succeed("chat:join", json("chatId", chat));
    return client;
  }

  private static JSONObject chat(String chat) {
    return json("chatId", chat);
  }

  private static void type(TestClient client, String chat) {
    assertThat(client.succeed("message:typing", chat(chat)).toString())
        .isEqualTo("{\"success\":true}");
  }

  @Test
  void joined_devices_see_who_begins_and_stops_typing() throws Exception {
    TestClient ada = joined("ada", "phone", "t1");
    TestClient laptop = joined("ada", "laptop", "t1");
    TestClient bob = joined("bob", "phone", "t1");
    TestClient away = service.connect("bob", "laptop");
    type(ada, "t1");
    assertThat(ada.succeed("message:stop-typing", chat("t1")).toString())
        .isEqualTo("{\"success\":true}");
    for (TestClient other : new TestClient[] {laptop, bob}) {
      JSONObject started = other.next("message:typing");
      assertThat(started.length()).isEqualTo(3);
      assertThat(started.getString("chatId")).isEqualTo("t1");
      assertThat(started.getString("userId")).isEqualTo("ada");
      assertThat(started.getString("userName")).isEqualTo("ada");
      JSONObject stopped = other.next("message:stop-typing");
      assertThat(stopped.length()).isEqualTo(2);
      assertThat(stopped.getString("chatId")).isEqualTo("t1");
      assertThat(stopped.getString("userId")).isEqualTo("ada");
    }
    type(bob, "t1");
    ada.next("message:typing");
    ada.sawNoMore("message:typing");
    ada.sawNoMore("message:stop-typing");
    away.sawNoMore("message:typing");
  }

  @Test
  void typing_ends_by_itself() {
    TestClient ada = joined("ada", "phone", "t2");
    TestClient bob = joined("bob", "phone", "t2");
    long begun = System.nanoTime();
    type(ada, "t2");
    bob.next("message:typing");
    bob.next("message:stop-typing");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(LAPSE);
    ada.succeed("message:stop-typing", chat("t2"));
    type(ada, "t2");
    bob.next("message:typing");
    bob.sawNoMore("message:stop-typing");
  }

  @Test
  void a_message_ends_it() {
    TestClient ada = joined("ada", "phone", "t3");
    TestClient bob = joined("bob", "phone", "t3");
    type(ada, "t3");
    ada.succeed(
        "message:new", json("chatId", "t3", "encryptedContent", "x", "messageType", "text"));
    bob.next("message:typing");
    bob.next("message:new");
    bob.next("message:stop-typing");
    bob.sawNoMore("message:stop-typing");
  }

  @Test
  void leaving_the_chat_and_a_disconnect_end_it_before_its_time() {
    TestClient bob = joined("bob", "phone", "t4");
    Map<String, String> auth = Map.of("token", service.token("ada", "phone"));
    try (TestClient ada = new TestClient(service.uri(), auth, "websocket")) {
      ada.connect();
      ada.succeed("chat:join", chat("t4"));
      long begun = System.nanoTime();
      type(ada, "t4");
      ada.succeed("chat:leave", chat("t4"));
      bob.next("message:typing");
      bob.next("message:stop-typing");
      type(ada, "t4");
      ada.drop();
      bob.next("message:typing");
      bob.next("message:stop-typing");
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LAPSE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void no_transport_loses_it(String transport) {
    TestClient ada = joined("ada", "phone", "t5" + transport);
    Map<String, String> auth = Map.of("token", service.token("bob", "phone"));
    try (TestClient bob = new TestClient(service.uri(), auth, transport)) {
      bob.connect();
      bob.succeed("chat:join", chat("t5" + transport));
      for (int i = 0; i < 50; i++) {
        type(ada, "t5" + transport);
        ada.succeed("message:stop-typing", chat("t5" + transport));
      }
      for (int i = 0; i < 50; i++) {
        bob.next("message:typing");
        bob.next("message:stop-typing");
      }
    }
  }

  @Test
  void a_refused_payload_is_explained_by_field() throws Exception {
    TestClient ada = service.connect("ada");
    for (String event : new String[] {"message:typing", "message:stop-typing"}) {
      for (JSONObject payload : new JSONObject[] {json(), chat("no spaces"), json("chatId", 7)}) {
        assertThat(ada.refused(event, payload, "INVALID_PAYLOAD").getString("message"))
            .startsWith("chatId must be");
      }
    }
  }
}
