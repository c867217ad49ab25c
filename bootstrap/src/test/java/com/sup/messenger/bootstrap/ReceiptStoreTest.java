package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptStoreTest {

  @AutoClose private static final RunningService service = new RunningService();

  private static String send(TestClient from, String chat) throws JSONException {
    return from.succeed(
            "message:new", json("chatId", chat, "encryptedContent", "x", "messageType", "text"))
        .getJSONObject("message")
        .getString("id");
  }

  @ParameterizedTest
  @CsvSource({"message:delivered, deliveredAt", "message:read, readAt"})
  void a_receipt_reaches_the_author_and_the_receivers_other_devices(String event, String time)
      throws Exception {
    TestClient ada = service.connect("ada" + time);
    TestClient phone = service.connect("bob" + time, "phone");
    for (TestClient member : new TestClient[] {ada, phone}) {
      member.succeed("chat:join", json("chatId", time));
    }
    // After the join, so that all is live on it when it has connected.
    TestClient laptop = service.connect("bob" + time, "laptop");
    String first = send(ada, time);
    String second = send(ada, time);
    JSONObject receipt = json("chatId", time, "messageId", second);
    JSONObject answer = phone.succeed(event, receipt);
    assertThat(answer.getString(time)).endsWith("Z");
    assertThat(answer.optLong("unread")).isZero();
    for (TestClient told : new TestClient[] {ada, laptop}) {
      JSONObject shown = told.next(event);
      assertThat(shown.getString("messageId")).isEqualTo(second);
      assertThat(shown.getString("chatId")).isEqualTo(time);
      assertThat(shown.getString("userId")).isEqualTo("bob" + time);
      assertThat(shown.getString(time)).isEqualTo(answer.getString(time));
    }
    phone.succeed(event, json("chatId", time, "messageId", first));
    phone.succeed(event, receipt);
    String third = send(ada, time);
    phone.succeed(event, json("chatId", time, "messageId", third));
    assertThat(ada.next(event).getString("messageId")).isEqualTo(third);
    ada.sawNoMore(event);
    phone.sawNoMore(event);
  }

  @ParameterizedTest
  @CsvSource({"message:delivered", "message:read"})
  void unknown_messages_and_chats_are_refused(String event) throws Exception {
    TestClient ada = service.connect("ada" + event.length());
    String message = send(ada, event);
    ada.refused(event, json("chatId", event, "messageId", "unknown"), "MESSAGE_NOT_FOUND");
    ada.refused(event, json("chatId", "elsewhere", "messageId", message), "CHAT_NOT_FOUND");
    ada.refused(event, json("chatId", event), "INVALID_PAYLOAD");
    ada.refused(event, json("messageId", message), "INVALID_PAYLOAD");
  }

  @ParameterizedTest
  @CsvSource({"3, 0", "1, 2"})
  void reading_returns_the_number_of_unread_messages(int read, int left) throws Exception {
    String chat = "left" + left;
    TestClient ada = service.connect("ada" + chat);
    TestClient bob = service.connect("bob" + chat);
    bob.succeed("chat:join", json("chatId", chat));
    String[] messages = {send(ada, chat), send(ada, chat), send(ada, chat)};
    JSONObject answer =
        bob.succeed("message:read", json("chatId", chat, "messageId", messages[read - 1]));
    assertThat(answer.getLong("unread")).isEqualTo(left);
    JSONObject joined = bob.succeed("chat:join", json("chatId", chat));
    assertThat(joined.getLong("readSeq")).isEqualTo(read);
    assertThat(joined.getLong("unread")).isEqualTo(left);
  }
}
