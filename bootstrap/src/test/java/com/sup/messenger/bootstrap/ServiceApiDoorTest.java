package com.sup.messenger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.memory.SystemScheduler;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.http.ServiceApi;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests keys, unknown paths and malformed calls of the service API. No adapter matters here.
class ServiceApiDoorTest extends ServiceApiScene {

  @Override
  int size() {
    return 1;
  }

  @Override
  String variable() {
    return "ADAPTERS=memory";
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wrong", "development", "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"})
  void a_call_needs_a_key(String key) {
    BackEnd stranger = service.backEnd(key);
    stranger.refused(401, "AUTHENTICATION_REQUIRED", "GET", "/api/stats", "");
    stranger.refused(401, "AUTHENTICATION_REQUIRED", "GET", "/api/unknown", "");
    HttpResponse<String> answer = stranger.call("GET", "/", "");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }

  @Test
  void each_of_the_keys_counts() {
    service.backEnd(OTHER_KEY).expect(200, "GET", "/api/stats");
  }

  @Test
  void in_production_there_is_no_api_without_a_key_and_in_development_there_is() {
    try (RunningService none = production("SERVICE_API_KEY=")) {
      assertThat(none.backEnd(KEY).uri().getPort()).isEqualTo(-1);
    }
    try (RunningService development = new RunningService()) {
      development.backEnd("development").expect(200, "GET", "/api/stats");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PUT|/api/chats/b|{|body must be JSON",
        "PUT|/api/chats/b||body must be an object",
        "PUT|/api/chats/b|[]|body must be an object",
        "PUT|/api/chats/b|{} {}|body must be JSON",
        "PUT|/api/chats/b|{\"name\":1}|name must be a string",
        "PUT|/api/chats/b|{\"name\":\"\"}|name must be a string of 1 to 256",
        "PUT|/api/chats/b|{\"name\":\"\\ud800\"}|body must be Unicode: it holds half of a"
            + " surrogate",
        "PUT|/api/chats/b|{\"settings\":[]}|settings must be an object",
        "PUT|/api/chats/b|{\"members\":\"ada\"}|members must be an array",
        "PUT|/api/chats/b|{\"members\":[1]}|members must be a string",
        "PUT|/api/chats/b|{\"members\":[\"a b\"]}|members must be 1 to 128",
        "PUT|/api/chats/b|{\"updatedBy\":\"\"}|updatedBy must be 1 to 128",
        "PUT|/api/chats/a%20b|{}|chatId must be 1 to 128",
        "GET|/api/chats/||chatId must be 1 to 128",
        "PUT|/api/chats/b/members/%2F||userId must be 1 to 128",
        "PUT|/api/chats/a%2Fmembers%2Fb|{}|chatId must be 1 to 128",
        "PUT|/api/chats/b;c|{}|chatId must be 1 to 128",
        "POST|/api/chats/b/messages|{}|senderId must be given",
        "POST|/api/chats/b/messages|{\"senderId\":\"a\"}|encryptedContent must be given",
        "POST|/api/chats/b/messages|{\"senderId\":\"a\",\"encryptedContent\":\"\"}|encryptedContent"
            + " must be a string of 1",
        "POST|/api/chats/b/messages|{\"senderId\":\"a\",\"encryptedContent\":\"x\",\"messageType\":\"TEXT\"}|messageType"
            + " must be one of text",
        "POST|/api/chats/b/messages|{\"senderId\":\"a\",\"encryptedContent\":\"x\",\"messageType\":\"text\",\"metadata\":[]}|metadata"
            + " must be an object",
        "POST|/api/chats/b/messages|{\"senderId\":\"a\",\"encryptedContent\":\"x\",\"messageType\":\"text\",\"metadata\":{\"n\":[1e400]}}|metadata"
            + " must not hold a number",
        "POST|/api/chats/b/messages|{\"senderId\":\"a\",\"encryptedContent\":\"x\",\"messageType\":\"text\",\"tempId\":\"\"}|tempId"
            + " must be a string",
        "POST|/api/notifications|{\"userIds\":[],\"type\":\"system\",\"title\":\"t\",\"message\":\"m\"}|userIds"
            + " must name 1",
        "POST|/api/notifications|{\"userIds\":[\"a\"],\"type\":\"x\",\"title\":\"t\",\"message\":\"m\"}|type"
            + " must be one of",
        "POST|/api/notifications|{\"userIds\":[\"a\"],\"type\":\"system\",\"message\":\"m\"}|title"
            + " must be given",
        "POST|/api/notifications|{\"userIds\":[\"a\"],\"type\":\"system\",\"title\":\"t\",\"message\":\"m\",\"priority\":\"urgent\"}|priority"
            + " must be one of",
        "POST|/api/users/a/disconnect|{\"revoke\":\"yes\"}|revoke must be a boolean",
        "POST|/api/users/a/disconnect|{\"deviceId\":\"\"}|deviceId must be 1 to 128",
        "POST|/api/users/a/disconnect|{\"reason\":\"\"}|reason must be a string",
      })
  void a_value_that_is_not_valid_is_refused_by_name(
      String method, String path, String body, String message) throws Exception {
    HttpResponse<String> answer = api.call(method, path, body == null ? "" : body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(BackEnd.json(answer).getString("error")).isEqualTo("INVALID_PAYLOAD");
    assertThat(BackEnd.json(answer).getString("message")).startsWith(message);
  }

  @Test
  void an_unknown_path_is_not_found_and_a_wrong_method_is_refused() {
    for (String path : List.of("/", "/api", "/api/chats", "/api/stats/")) {
      api.refused(404, "NOT_FOUND", "GET", path, "");
    }
    for (String path : List.of("/api/../health", "/api//stats")) {
      api.refused(400, "INVALID_PAYLOAD", "GET", path, "");
    }
    api.refused(405, "METHOD_NOT_ALLOWED", "POST", "/api/stats", "{}");
    api.refused(405, "METHOD_NOT_ALLOWED", "PATCH", "/api/chats/c", "{}");
    assertThat(api.call("POST", "/api/chats/c", "{}").headers().firstValue("Allow"))
        .contains("GET, PUT, DELETE");
  }

  @Test
  void a_body_over_the_bound_is_refused_with_and_without_its_length() {
    String fits = "{\"name\":\"x\",\"more\":\"" + "x".repeat(1024 * 1024 - 100) + "\"}";
    String large = "{\"more\":\"" + "x".repeat(1024 * 1024) + "\"}";
    assertThat(api.call("PUT", "/api/chats/large", fits).statusCode()).isEqualTo(201);
    api.refused(413, "PAYLOAD_TOO_LARGE", "PUT", "/api/chats/large", large);
    HttpResponse<String> chunked =
        api.call(
            "PUT",
            "/api/chats/large",
            BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))));
    assertThat(chunked.statusCode()).isEqualTo(413);
    api.expect(200, "GET", "/api/chats/large");
  }

  @Test
  void calls_over_the_bound_are_refused_with_a_time_to_retry() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 64; i++) {
        Socket socket = new Socket("localhost", api.uri().getPort());
        slow.add(socket);
        String head =
            "PUT /api/chats/slow HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                + KEY
                + "\r\nContent-Length: 9\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      }
      await().until(() -> api.call("GET", "/api/stats", "").statusCode() == 429);
      HttpResponse<String> answer = api.call("GET", "/api/stats", "");
      assertThat(BackEnd.json(answer).getString("error")).isEqualTo("RATE_LIMIT_EXCEEDED");
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
    await().until(() -> api.call("GET", "/api/stats", "").statusCode() == 200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/stats?%s HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/stats HTTP/1.1\r\nHost: a\r\nX: %s\r\n\r\n",
        "GET /api/chats/b%%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "%s",
        "\r\n\r\n",
      })
  void a_request_that_is_none_is_refused_and_the_others_are_served(String request)
      throws Exception {
    try (Socket socket = new Socket("localhost", api.uri().getPort())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.formatted("x".repeat(64 * 1024)).getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 4").contains("{\"error\":\"");
    }
    api.expect(200, "GET", "/api/stats");
  }

  @Test
  void the_document_is_served_without_a_key() {
    HttpResponse<String> answer = service.backEnd("").call("GET", "/api/openapi.yaml", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/yaml");
    assertThat(answer.body()).isEqualTo(BackEnd.DOCUMENT.text());
  }

  @Test
  void the_document_has_every_call_and_every_call_of_the_document_is_there() {
    InstantSource clock = InstantSource.system();
    try (SystemScheduler scheduler = new SystemScheduler()) {
      ChatApplication application =
          new ChatApplication(
              MemoryPorts.create(clock),
              Settings.of(Admission.MEMBERS),
              clock,
              scheduler,
              "only",
              Observer.NONE);
      TreeSet<String> calls =
          new TreeSet<>(new ServiceApi(application, List.of(), Map::of, _ -> {}).calls());
      calls.add("GET /api/openapi.yaml");
      assertThat(BackEnd.DOCUMENT.calls()).isEqualTo(calls);
    }
    for (String call : BackEnd.DOCUMENT.calls()) {
      String[] parts = call.replaceAll("\\{[^}]*}", "unknown").split(" ");
      HttpResponse<String> answer = api.call(parts[0], parts[1], "{\"seconds\":0}");
      assertThat(answer.body()).as(call).doesNotContain("NOT_FOUND\",\"message\":\"There is no");
      assertThat(answer.statusCode()).as(call).isNotIn(405, 500);
    }
  }
}
