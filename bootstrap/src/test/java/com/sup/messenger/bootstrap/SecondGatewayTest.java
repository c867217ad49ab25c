package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.bootstrap.sse.SseClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

/// Tests a gateway of another team beside that for Socket.IO: `docs/write-a-gateway.md`.
class SecondGatewayTest {

  private static final String[] BOTH = {"GATEWAYS=socketio,sse", "SSE_PORT=0"};
  private static final JSONObject CHAT = json("chatId", "c");

  private static JSONObject message(String content) {
    return json("chatId", "c", "encryptedContent", content, "messageType", "text");
  }

  private static String content(JSONObject event) {
    return event.optJSONObject("message").optString("encryptedContent");
  }

  @Test
  void clients_of_two_gateways_talk_to_each_other() {
    try (RunningService service = new RunningService(BOTH);
        SseClient bob = new SseClient(service.token("bob", "bob-tv"))) {
      TestClient ada = service.connect("ada");
      ada.succeed("chat:join", CHAT);
      assertThat(bob.ask("chat:join", CHAT).optBoolean("success")).isTrue();

      for (int i = 1; i <= 20; i++) {
        ada.succeed("message:new", message("from ada " + i));
        assertThat(content(bob.next("message:new"))).isEqualTo("from ada " + i);
        assertThat(bob.ask("message:new", message("from bob " + i)).optBoolean("success")).isTrue();
        assertThat(content(ada.next("message:new"))).isEqualTo("from bob " + i);
      }
    }
  }

  @Test
  void a_call_rings_after_its_acknowledgement_and_ends_with_its_stream() {
    try (RunningService service = new RunningService(BOTH)) {
      TestClient ada = service.connect("ada");
      ada.succeed("chat:join", CHAT);
      SseClient bob = new SseClient(service.token("bob", "bob-tv"));
      bob.ask("chat:join", CHAT);
      JSONObject answer =
          bob.ask(
              "call:initiate",
              json("callId", "k", "targetUserId", "ada", "callType", "audio", "offer", "o"));
      assertThat(answer.optBoolean("success")).as(answer.toString()).isTrue();
      assertThat(ada.next("call:incoming").optString("callId")).isEqualTo("k");

      bob.close();
      await().until(() -> service.activeConnections() == 1);
    }
  }

  @Test
  void a_refused_event_is_answered() {
    try (RunningService service = new RunningService(BOTH);
        SseClient bob = new SseClient(service.token("bob", "bob-tv"))) {
      assertThat(bob.ask("chat:join", json("chatId", 7)).toString())
          .contains("INVALID_PAYLOAD", "chatId must be a string");
      assertThat(bob.ask("no:such", CHAT).optString("message")).isEqualTo("Unknown event");
    }
  }

  @Test
  void without_socket_io_the_port_serves_health_alone() throws IOException, InterruptedException {
    try (RunningService service = new RunningService("GATEWAYS=sse", "SSE_PORT=0");
        SseClient bob = new SseClient(service.token("bob", "bob-tv"))) {
      bob.next("sync:complete");
      assertThat(status(service, "/health")).isEqualTo(200);
      assertThat(status(service, "/socket.io/?EIO=4&transport=polling")).isEqualTo(404);
    }
  }

  private static int status(RunningService service, String path)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(service.uri().resolve(path)).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
