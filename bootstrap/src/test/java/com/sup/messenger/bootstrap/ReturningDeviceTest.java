package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.redis.RedisProcess;
import java.util.stream.IntStream;
import org.json.JSONException;
import org.junit.jupiter.api.Test;

/// A device that comes back after many others of its user is sent what it missed (contract,
/// "Delivery"), though the others have read it.
class ReturningDeviceTest {

  private static final int OTHERS = 40;
  private static final String CHAT = "room";

  @Test
  void in_memory() throws Exception {
    try (RunningService service = new RunningService()) {
      assertSentWhatItMissed(service);
    }
  }

  @Test
  void on_redis() throws Exception {
    try (RedisProcess redis = RedisProcess.open();
        RunningService service = new RunningService("REDIS_URL=" + redis.url())) {
      assertSentWhatItMissed(service);
    }
  }

  private static void assertSentWhatItMissed(RunningService service) throws Exception {
    TestClient ada = service.connect("ada");
    TestClient phone = service.connect("bob", "phone");
    phone.succeed("chat:join", json("chatId", CHAT));
    read(phone, send(ada));
    phone.close();
    send(ada);
    String last = send(ada);
    for (int i = 0; i < OTHERS; i++) {
      readOnce(service, "device-" + i, last);
      readOnce(service, null, last);
    }
    TestClient back = service.connect("bob", "phone");
    assertThat(IntStream.rangeClosed(2, 3)).allSatisfy(seq -> assertNext(back, seq));
    back.sawNoMore("message:new");
  }

  private static void assertNext(TestClient client, int seq) throws JSONException {
    assertThat(client.next("message:new").getJSONObject("message").getInt("seq")).isEqualTo(seq);
  }

  /// @param device nothing for a client that names none, as a page in a browser
  private static void readOnce(RunningService service, String device, String message) {
    try (TestClient client = service.clientWith(service.token("bob", device), "websocket")) {
      client.connect();
      read(client, message);
    }
  }

  private static void read(TestClient client, String message) {
    client.succeed("message:read", json("chatId", CHAT, "messageId", message));
  }

  private static String send(TestClient from) throws JSONException {
    return from.succeed(
            "message:new", json("chatId", CHAT, "encryptedContent", "x", "messageType", "text"))
        .getJSONObject("message")
        .getString("id");
  }
}
