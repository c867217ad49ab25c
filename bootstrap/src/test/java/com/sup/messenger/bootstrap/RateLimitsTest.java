package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.socket.client.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.json.JSONObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitsTest {

  @AutoClose
  private static final RunningService service =
      new RunningService("RATE_LIMITS=chat:leave=3/2,call:end=unlimited");

  private static void assertAdmitted(TestClient client, String event, JSONObject payload) {
    assertThat(client.ask(event, payload).optString("error"))
        .as(event)
        .isNotEqualTo("RATE_LIMIT_EXCEEDED");
  }

  @ParameterizedTest
  @CsvSource({
    "message:new, 30, 60",
    "message:typing, 10, 10",
    "message:stop-typing, 10, 10",
    "message:delivered, 100, 60",
    "message:read, 100, 60",
    "chat:signal, 300, 60",
    "presence:update, 20, 60",
    "call:initiate, 5, 60",
    "call:ice-candidate, 300, 60",
    "reaction:new, 50, 60",
    "reaction:remove, 50, 60",
    "chat:join, 60, 60",
    "notification:get-pending, 60, 60"
  })
  void each_event_is_refused_past_its_count(String event, int count, int seconds) {
    TestClient client = service.connect("user-of-" + event.replace(':', '-'));
    List<CompletableFuture<JSONObject>> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      answers.add(client.asked(event, json()));
    }
    answers.forEach(
        answer -> assertThat(answer.join().optString("error")).isNotEqualTo("RATE_LIMIT_EXCEEDED"));
    JSONObject refusal = client.refused(event, json(), "RATE_LIMIT_EXCEEDED");
    assertThat(refusal.optLong("retryAfterMs")).isBetween(1L, seconds * 1_000L);
  }

  @Test
  void the_devices_of_a_user_share_a_limit_and_other_users_do_not() {
    TestClient phone = service.connect("ada", "phone");
    TestClient laptop = service.connect("ada", "laptop");
    TestClient bob = service.connect("bob");
    JSONObject chat = json("chatId", "l1");
    phone.succeed("chat:join", chat);
    bob.succeed("chat:join", chat);
    phone.succeed("chat:leave", chat);
    laptop.succeed("chat:leave", chat);
    phone.succeed("chat:leave", chat);
    laptop.refused("chat:leave", chat, "RATE_LIMIT_EXCEEDED");
    bob.succeed("chat:leave", chat);
  }

  @Test
  void an_event_is_admitted_again_when_it_was_said_to_be() throws Exception {
    TestClient client = service.connect("eve");
    JSONObject chat = json("chatId", "l2");
    client.succeed("chat:join", chat);
    for (int i = 0; i < 3; i++) {
      client.succeed("chat:leave", chat);
    }
    JSONObject refusal = client.refused("chat:leave", chat, "RATE_LIMIT_EXCEEDED");
    Thread.sleep(refusal.getLong("retryAfterMs"));
    client.succeed("chat:leave", chat);
  }

  @Test
  void past_the_limit_nothing_else_happens() throws Exception {
    TestClient ada = service.connect("ann");
    TestClient bob = service.connect("ben");
    bob.succeed("chat:join", json("chatId", "l3"));
    JSONObject message =
        json("chatId", "l3", "encryptedContent", "x", "messageType", "text", "tempId", "t");
    for (int i = 0; i < 30; i++) {
      ada.succeed("message:new", message);
    }
    ada.tell("message:new", message.put("tempId", "u"));
    JSONObject error = ada.next("error");
    assertThat(error.getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
    assertThat(error.getString("event")).isEqualTo("message:new");
    assertThat(error.getLong("retryAfterMs")).isPositive();
    JSONObject log = bob.succeed("chat:sync", json("chatId", "l3", "afterSeq", 0));
    assertThat(log.getLong("headSeq")).isEqualTo(1);
    bob.next("message:new");
    bob.sawNoMore("message:new");
  }

  @Test
  void names_that_are_invented_share_a_limit() {
    TestClient client = service.connect("eli");
    for (int i = 0; i < 60; i++) {
      client.refused("invented:" + i, json(), "INVALID_PAYLOAD");
    }
    client.refused("invented:60", json(), "RATE_LIMIT_EXCEEDED");
    client.succeed("chat:join", json("chatId", "l4"));
  }

  @Test
  void a_limit_can_be_lifted() {
    TestClient client = service.connect("una");
    for (int i = 0; i < 100; i++) {
      assertAdmitted(client, "call:end", json());
    }
  }

  @Test
  void a_client_that_keeps_exceeding_a_limit_is_refused_then_disconnected_and_kept_away()
      throws Exception {
    TestClient flood = service.connect("max", "max-laptop");
    TestClient phone = service.connect("max", "max-phone");
    List<CompletableFuture<JSONObject>> answers = new ArrayList<>();
    // A limit of a minute, so that none is admitted while the flood lasts.
    for (int i = 0; i < 5 + 1_001; i++) {
      answers.add(flood.asked("call:initiate", json()));
    }
    for (CompletableFuture<JSONObject> answer : answers.subList(5, answers.size())) {
      assertThat(answer.join().getString("error")).isEqualTo("RATE_LIMIT_EXCEEDED");
      assertThat(answer.join().getLong("retryAfterMs")).isBetween(1L, 60_000L);
    }
    JSONObject error = flood.next("error");
    assertThat(error.getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
    assertThat(error.getLong("retryAfterMs")).isBetween(1L, 5_000L);
    assertThat(flood.next(Socket.EVENT_DISCONNECT).getString("reason"))
        .isEqualTo("io server disconnect");

    TestClient back = service.clientWith(service.token("max", "max-laptop"));
    back.socket().connect();
    JSONObject data = back.next(Socket.EVENT_CONNECT_ERROR).getJSONObject("data");
    assertThat(data.getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
    assertThat(data.getLong("retryAfterMs")).isBetween(1L, 5_000L);
    phone.succeed("chat:join", json("chatId", "l5"));
    Thread.sleep(data.getLong("retryAfterMs"));
    back.connect();
  }
}
