package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sup.messenger.application.DevelopmentTokens;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.jwt.JwtSettings;
import com.sup.messenger.jwt.JwtTokenIssuer;
import com.sup.messenger.redis.FreePort;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTest {

  private static final String SECRET = "hush-hush-this-is-the-signing-key";
  private static final String CONTENT = "hush-content";
  private static final JsonMapper JSON = new JsonMapper();

  private static final Map<String, String> VARIABLES =
      Map.of(
          "JWT_SECRET", SECRET,
          "SERVICE_API_KEY", "hush-api-key-of-thirty-two-letters",
          "ICE_SERVERS", "turn:turn.example",
          "TURN_SECRET", "hush-turn",
          "JWT_JWKS", "http://robot:hush-password@localhost:1/keys");

  private static String token() {
    InstantSource clock = InstantSource.system();
    JwtTokenIssuer issuer =
        new JwtTokenIssuer(new JwtSettings(List.of(SECRET), null, null, null, null, false), clock);
    return new DevelopmentTokens(issuer, clock).issue(new UserId("ada"), null, null, null);
  }

  @ParameterizedTest
  @CsvSource({"production,trace", "development,trace", "production,info"})
  void no_act_of_a_client_puts_a_secret_into_the_log(String profile, String level)
      throws Exception {
    Map<String, String> variables = new HashMap<>(VARIABLES);
    variables.put("NODE_ENV", profile);
    variables.put("LOG_LEVEL", level);
    String token = token();
    List<String> log;
    try (ServerProcess server = ServerProcess.start(variables, ServerProcess.LIGHT)) {
      misbehave(server, token);
      converse(server, token, "polling");
      converse(server, token, "websocket");
      await().untilAsserted(() -> assertThat(server.lines()).filteredOn(LogTest::isEnd).hasSize(2));
      server.terminate();
      assertThat(server.awaitEnd(Duration.ofSeconds(10))).isZero();
      log = server.lines();
    }
    String all = String.join("\n", log);
    assertThat(all).doesNotContain("hush", token, token.split("\\.")[2], "token=");
    if (profile.equals("production")) {
      assertThat(log).allSatisfy(LogTest::isObject);
    }
  }

  private static boolean isEnd(String line) {
    return line.contains("Disconnected: user=ada device=");
  }

  private static void isObject(String line) throws Exception {
    JsonNode object = JSON.readTree(line);
    assertThat(object.path("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    assertThat(object.path("level").asText()).isIn("error", "warn", "info", "debug", "trace");
    assertThat(object.path("logger").asText()).isNotEmpty();
    assertThat(object.path("message").asText()).isNotEmpty();
  }

  @Test
  void level_error_logs_errors_alone() throws Exception {
    int port = FreePort.find();
    Map<String, String> variables =
        Map.of("LOG_LEVEL", "error", "PORT", String.valueOf(port), "API_PORT", "0");
    try (ChildProcess process = ServerProcess.launch(variables)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> isServed(port));
      process.terminate();
      process.awaitEnd(Duration.ofSeconds(10));
      assertThat(process.lines()).isEmpty();
    }
  }

  // Waits for an answer and not only for a connection. Helidon logs a connection that it accepts
  // just before it stops.
  private static boolean isServed(int port) {
    try (RawTcp client = new RawTcp(port)) {
      client.send("GET /health HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
      return client.readAll().startsWith("HTTP/1.1 200");
    } catch (IOException _) {
      return false;
    }
  }

  private static void converse(ServerProcess server, String token, String transport)
      throws Exception {
    IO.Options options =
        IO.Options.builder()
            .setForceNew(true)
            .setTransports(new String[] {transport})
            .setQuery("token=" + token)
            .build();
    Socket socket = IO.socket(URI.create(server.http().url()), options);
    CompletableFuture<?> synced = new CompletableFuture<>();
    socket.on("sync:complete", _ -> synced.complete(null));
    socket.connect();
    try {
      synced.get(20, TimeUnit.SECONDS);
      send(socket, "message:new", message());
      send(socket, "message:new", message().put("chatId", "hush?"));
      send(socket, "auth:refresh", new JSONObject().put("token", "hush.hush.hush"));
      send(socket, "auth:refresh", new JSONObject().put("token", token));
      send(socket, "hush:event", message());
    } finally {
      socket.close();
    }
  }

  private static JSONObject message() throws JSONException {
    return new JSONObject()
        .put("chatId", "c")
        .put("encryptedContent", CONTENT)
        .put("messageType", "text")
        .put("metadata", new JSONObject().put("hush", "hush"));
  }

  private static void send(Socket socket, String event, JSONObject payload) throws Exception {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    Ack ack = arguments -> answer.complete(arguments[0]);
    socket.emit(event, new Object[] {payload}, ack);
    answer.get(20, TimeUnit.SECONDS);
  }

  private static void misbehave(ServerProcess server, String token) throws Exception {
    String polling = "/socket.io/?EIO=4&transport=polling&token=" + token;
    List<HttpRequest.Builder> requests = new ArrayList<>();
    for (String path :
        List.of(
            polling, polling + "&sid=hush", "/hush?token=" + token, "/socket.io/?hush=" + token)) {
      URI uri = URI.create(server.http().url() + path);
      requests.add(HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token));
      requests.add(HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("hush" + token)));
    }
    for (String request :
        List.of(
            "GET /?token=" + token + " HTTP/9.9\r\n\r\n",
            "GET /?token=" + token + "\r\n\r\n",
            "hush\u0000hush\r\nhush: hush\r\n\r\n",
            "GET /hush%zz?token=" + token + " HTTP/1.1\r\nHost: hush\r\nhu sh: hush\r\n\r\n",
            "POST /dev/token HTTP/1.1\r\nHost: h\r\nContent-Length: hush\r\n\r\nhush")) {
      try (java.net.Socket socket = new java.net.Socket("localhost", server.port())) {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      } catch (SocketException _) {
        // The connection may be reset.
      }
    }
    URI uri = URI.create(server.http().url() + "/dev/token");
    requests.add(HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("{hush")));
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (HttpRequest.Builder request : requests) {
        client.send(request.build(), BodyHandlers.discarding());
      }
    }
  }
}
