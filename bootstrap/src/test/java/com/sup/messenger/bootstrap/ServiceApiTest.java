package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServiceApiTest {

  private static RunningService service;
  private static BackEnd api;

  @BeforeAll
  static void start() {
    service = new RunningService();
    api = service.backEnd();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void a_chat_is_made_and_its_members_are_told_and_receive_its_messages() throws Exception {
    TestClient ada = service.connect("ada1");
    TestClient bob = service.connect("bob1");
    JSONObject chat =
        api.expect(
            201,
            "PUT",
            "/api/chats/a1",
            json("name", "Crew", "members", new JSONArray(List.of("ada1", "bob1"))));
    assertThat(chat.getString("name")).isEqualTo("Crew");
    assertThat(chat.getLong("headSeq")).isZero();
    assertThat(ada.next("chat:updated").getString("updateType")).isEqualTo("name");
    JSONObject members = ada.next("chat:updated");
    assertThat(members.getString("updateType")).isEqualTo("members");
    assertThat(members.getJSONObject("changes").getJSONArray("members").length()).isEqualTo(2);
    bob.next("chat:updated");
    assertThat(bob.next("notification:new").getString("type")).isEqualTo("chat_invite");
    ada.succeed("message:new", json("chatId", "a1", "encryptedContent", "x", "messageType", "text"));
    assertThat(bob.next("message:new").getJSONObject("message").getLong("seq")).isEqualTo(1);
  }
}
