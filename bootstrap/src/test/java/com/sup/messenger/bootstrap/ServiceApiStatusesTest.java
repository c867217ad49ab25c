package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.json.JSONArray;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Tests that every documented status of every call occurs. `ServiceApiWithoutRedisTest` covers
/// those for a dependency that is away.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServiceApiStatusesTest extends ServiceApiScene {

  private static final String MESSAGE =
      "{\"senderId\":\"ada\",\"encryptedContent\":\"x\",\"messageType\":\"text\"}";
  private static final String NOTIFICATION =
      "{\"userIds\":[\"ada\"],\"type\":\"system\",\"title\":\"t\",\"message\":\"m\"}";

  private final Set<String> seen = new TreeSet<>();
  private String posted = "";

  @Override
  int size() {
    return 1;
  }

  @Override
  String variable() {
    return "ADAPTERS=memory";
  }

  private static String body(String call) {
    return switch (call) {
      case "PUT /api/chats/{chatId}" -> "{\"members\":[\"ada\"]}";
      case "POST /api/chats/{chatId}/messages" -> MESSAGE;
      case "POST /api/notifications" -> NOTIFICATION;
      case "POST /api/users/{userId}/disconnect" -> "{\"revoke\":true}";
      case "POST /api/users/{userId}/trace" -> "{\"seconds\":1}";
      case "POST /api/tokens/check" -> "{\"token\":\"a.b.c\"}";
      default -> "";
    };
  }

  private void see(int status, BackEnd caller, String call, String chat, String user, String body) {
    String[] parts = call.split(" ");
    String path =
        parts[1]
            .replace("{chatId}", chat)
            .replace("{userId}", user)
            .replace("{seq}", "1")
            .replace("{messageId}", chat.equals("right") ? posted : chat);
    HttpResponse<String> answer = caller.call(parts[0], path, body);
    assertThat(answer.statusCode()).as("%s: %s", call, answer.body()).isEqualTo(status);
    seen.add(call + " " + status);
  }

  private static List<String> calls(int status) {
    String end = " " + status;
    return BackEnd.DOCUMENT.statuses().stream()
        .filter(call -> call.endsWith(end))
        .map(call -> call.substring(0, call.length() - end.length()))
        .toList();
  }

  private void seeAll(int status, BackEnd caller, String chat, String user) {
    calls(status).forEach(call -> see(status, caller, call, chat, user, body(call)));
  }

  @Test
  @Order(1)
  void without_a_key_nothing_is_done() {
    seeAll(401, service.backEnd(""), "c", "u");
    seeAll(401, service.backEnd("wrong"), "c", "u");
  }

  @Test
  @Order(1)
  void a_chat_that_is_not_there_is_not_found() {
    seeAll(404, api, "none", "u");
  }

  @Test
  @Order(1)
  void an_id_or_a_body_that_is_none_is_refused() {
    calls(400)
        .forEach(
            call -> {
              boolean withId = call.contains("{");
              see(400, api, call, "a%20b", "a%20b", withId ? body(call) : "{}");
            });
  }

  @Test
  @Order(1)
  void a_body_over_the_bound_is_refused() {
    String large = "{\"more\":\"" + "x".repeat(1024 * 1024) + "\"}";
    calls(413).forEach(call -> see(413, api, call, "c", "u", large));
    String larger = "{\"more\":\"" + "x".repeat(5 * 1024 * 1024) + "\"}";
    api.refused(413, "PAYLOAD_TOO_LARGE", "PUT", "/api/chats/c", larger);
  }

  @Test
  @Order(1)
  void a_chat_that_is_full_takes_no_member() {
    List<String> many = IntStream.range(0, 10_000).mapToObj(i -> "u" + i).toList();
    api.expect(201, "PUT", "/api/chats/full", json("members", new JSONArray(many)));
    seeAll(409, api, "full", "one-more");
  }

  @Test
  @Order(1)
  void calls_over_the_bound_are_refused_with_a_time_to_retry() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 64; i++) {
        slow.add(slowCall());
      }
      await().until(() -> api.call("GET", "/api/stats", "").statusCode() == 429);
      seeAll(429, api, "c", "u");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
    await().until(() -> api.call("GET", "/api/stats", "").statusCode() == 200);
  }

  private Socket slowCall() throws IOException {
    Socket socket = new Socket("localhost", api.uri().getPort());
    socket
        .getOutputStream()
        .write(
            "PUT /api/chats/c HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nContent-Length: 9\r\n\r\n"
                .formatted(KEY)
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  @Order(1)
  void valid_calls_succeed() throws Exception {
    String chat = "PUT /api/chats/{chatId}";
    see(201, api, chat, "right", "ada", body(chat));
    posted =
        BackEnd.json(api.call("POST", "/api/chats/right/messages", MESSAGE))
            .getJSONObject("message")
            .getString("id");
    seeAll(200, api, "right", "ada");
    seeAll(201, api, "new", "ada");
    calls(204).reversed().forEach(call -> see(204, api, call, "right", "eve", body(call)));
  }

  @Test
  @Order(2)
  void every_status_of_every_call_was_seen() {
    Set<String> declared = new TreeSet<>(BackEnd.DOCUMENT.statuses());
    declared.removeIf(call -> call.endsWith(" 503"));
    assertThat(seen).containsAll(declared);
  }
}
