package com.sup.messenger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import org.json.JSONObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
  private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
  private static final String ALLOW_ORIGIN = "access-control-allow-origin";
  @AutoClose private static final RunningService service = new RunningService();

  private static HttpResponse<String> get(URI base, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> head(String path) throws Exception {
    HttpRequest head = HttpRequest.newBuilder(service.uri().resolve(path)).HEAD().build();
    return HTTP.send(head, HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(URI base, String path, String body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(base.resolve(path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void health_counts_the_connections() throws Exception {
    service.connect("healthy");
    JSONObject health = new JSONObject(get(service.uri(), "/health").body());
    assertThat(health.getString("status")).isEqualTo("healthy");
    assertThat(health.getString("service")).isEqualTo("sup-messenger");
    assertThat(health.getJSONObject("connections").getInt("active")).isEqualTo(1);
    assertThat(health.getJSONObject("dependencies").length()).isZero();
  }

  @Test
  void an_instance_that_delivers_is_ready() {
    await()
        .untilAsserted(
            () -> {
              HttpResponse<String> ready = get(service.uri(), "/ready");
              assertThat(ready.statusCode()).isEqualTo(200);
              assertThat(ready.body()).isEqualTo("{\"ready\":true}");
            });
  }

  @RequiresTool(Tool.NPM)
  @ParameterizedTest
  @ValueSource(strings = {"socket.io.js", "socket.io.min.js", "socket.io.esm.min.js"})
  void the_browser_client_is_served_and_revalidated(String name) throws Exception {
    HttpResponse<String> full = get(service.uri(), "/socket.io/" + name);
    assertThat(full.statusCode()).isEqualTo(200);
    assertThat(full.headers().firstValue("content-type").orElse("")).contains("javascript");
    assertThat(full.body()).contains("Socket.IO v4.8");
    assertThat(full.headers().firstValue(ALLOW_ORIGIN)).contains("*");
    assertThat(head("/socket.io/" + name).headers().firstValue(ALLOW_ORIGIN)).contains("*");
    String tag = full.headers().firstValue("etag").orElseThrow();
    for (String tags : new String[] {"W/" + tag, "\"other\", " + tag, "*"}) {
      HttpResponse<String> again = get(service.uri(), "/socket.io/" + name, "If-None-Match", tags);
      assertThat(again.statusCode()).as(tags).isEqualTo(304);
      assertThat(again.headers().firstValue(ALLOW_ORIGIN)).as(tags).contains("*");
    }
    assertThat(get(service.uri(), "/socket.io/" + name + ".map").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/ready", "/", "/nowhere", POLLING})
  void a_connection_is_closed_after_the_answer_that_says_so(String path) throws Exception {
    assertCloses(service.uri(), path);
  }

  @Test
  void a_connection_of_the_service_api_is_closed_after_the_answer_that_says_so() throws Exception {
    assertCloses(service.backEnd().uri(), "/api/stats");
  }

  private static void assertCloses(URI base, String path) throws Exception {
    try (Socket socket = new Socket("localhost", base.getPort())) {
      socket.setSoTimeout(10_000);
      String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: TE, Close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 ")
          .containsIgnoringCase("\r\nConnection: close\r\n");
    }
  }

  @Test
  void a_token_needs_a_user() throws Exception {
    assertThat(post(service.uri(), "/dev/token", "{\"userId\":\"ada\"}").statusCode())
        .isEqualTo(200);
    for (String body : new String[] {"", "{", "[]", "{}", "{\"userId\":\"no spaces\"}"}) {
      HttpResponse<String> refused = post(service.uri(), "/dev/token", body);
      assertThat(refused.statusCode()).as(body).isEqualTo(400);
      assertThat(new JSONObject(refused.body()).getString("error")).isEqualTo("INVALID_PAYLOAD");
    }
  }

  @Test
  void the_console_runs_no_script_but_its_own() throws Exception {
    HttpResponse<String> page = get(service.uri(), "/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-security-policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'")
        .doesNotContain("unsafe");
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/console/console.js, text/javascript; charset=utf-8",
    "/console/console.css, text/css; charset=utf-8",
    "/console/icon.svg, image/svg+xml",
    "/console/client/index.js, text/javascript; charset=utf-8"
  })
  void a_part_of_the_console_has_its_type_and_is_revalidated(String path, String type)
      throws Exception {
    HttpResponse<String> full = get(service.uri(), path);
    assertThat(full.statusCode()).isEqualTo(200);
    assertThat(full.headers().firstValue("content-type")).contains(type);
    assertThat(full.headers().firstValue("content-security-policy")).isPresent();
    assertThat(full.headers().firstValue("x-content-type-options")).contains("nosniff");
    assertThat(full.headers().firstValue("cache-control")).contains("no-cache");
    assertThat(full.body()).isNotEmpty();
    String tag = full.headers().firstValue("etag").orElseThrow();
    assertThat(get(service.uri(), path, "If-None-Match", tag).statusCode()).isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/console", "/console/", "/console/nothing", "/console/%2e%2e/openapi.yaml"})
  void the_console_serves_its_own_files_alone(String path) throws Exception {
    assertThat(get(service.uri(), path).statusCode()).isBetween(400, 404);
  }

  @Test
  void production_gives_no_tokens_and_has_no_console() throws Exception {
    try (RunningService production =
        new RunningService(
            "NODE_ENV=production",
            "JWT_SECRET=" + "s".repeat(32),
            "CORS_ORIGIN=https://a.example")) {
      assertThat(post(production.uri(), "/dev/token", "{\"userId\":\"ada\"}").statusCode())
          .isEqualTo(404);
      assertThat(get(production.uri(), "/").statusCode()).isEqualTo(404);
      assertThat(get(production.uri(), "/console/console.js").statusCode()).isEqualTo(404);
      assertThat(get(production.uri(), "/health").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/ready", "/socket.io/socket.io.min.js"})
  void a_head_is_answered_as_a_get_is(String path) throws Exception {
    HttpResponse<String> answer = head(path);
    assertThat(answer.statusCode()).isEqualTo(get(service.uri(), path).statusCode());
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void the_path_of_the_engine_needs_its_last_slash() throws Exception {
    assertThat(get(service.uri(), POLLING).statusCode()).isEqualTo(200);
    assertThat(get(service.uri(), POLLING.replace("/?", "?")).statusCode()).isEqualTo(404);
  }

  @Test
  void a_foreign_origin_is_refused_on_both_transports() throws Exception {
    try (RunningService strict = new RunningService("CORS_ORIGIN=https://a.example")) {
      HttpResponse<String> refused = get(strict.uri(), POLLING, "Origin", "https://evil.example");
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
      String own = "https://localhost:" + strict.uri().getPort();
      assertThat(get(strict.uri(), POLLING, "Origin", own).statusCode()).isEqualTo(200);
      assertThat(upgradeStatus(strict.uri(), own)).isEqualTo(101);
      assertThat(get(strict.uri(), POLLING, "Origin", "https://a.example").statusCode())
          .isEqualTo(200);
      assertThat(upgradeStatus(strict.uri(), "https://evil.example")).isEqualTo(403);
      assertThat(upgradeStatus(strict.uri(), "https://a.example")).isEqualTo(101);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "file://", "capacitor://localhost"})
  void the_origin_of_an_app_enters_on_both_transports_if_it_is_listed(String origin)
      throws Exception {
    String all = "https://a.example,null,file://,capacitor://localhost";
    try (RunningService listing = new RunningService("CORS_ORIGIN=" + all);
        RunningService other = new RunningService("CORS_ORIGIN=" + all.replace("," + origin, ""))) {
      HttpResponse<String> polling = get(listing.uri(), POLLING, "Origin", origin);
      assertThat(polling.statusCode()).isEqualTo(200);
      assertThat(polling.headers().firstValue(ALLOW_ORIGIN)).contains(origin);
      assertThat(upgradeStatus(listing.uri(), WEBSOCKET + sid(polling), origin)).isEqualTo(101);
      assertThat(upgradeStatus(listing.uri(), origin)).isEqualTo(101);
      assertThat(get(other.uri(), POLLING, "Origin", origin).statusCode()).isEqualTo(403);
      assertThat(upgradeStatus(other.uri(), origin)).isEqualTo(403);
    }
  }

  @Test
  void a_session_of_the_own_origin_moves_to_websocket() throws Exception {
    try (RunningService strict = new RunningService("CORS_ORIGIN=https://a.example:443")) {
      int port = strict.uri().getPort();
      for (String own : new String[] {"http://localhost:" + port, "wss://localhost:" + port}) {
        String sid = sid(get(strict.uri(), POLLING, "Origin", own));
        assertThat(upgradeStatus(strict.uri(), WEBSOCKET + sid, own)).as(own).isEqualTo(101);
      }
      // A browser leaves the default port out.
      String sid = sid(get(strict.uri(), POLLING, "Origin", "https://a.example"));
      String upgrade = WEBSOCKET + sid;
      assertThat(upgradeStatus(strict.uri(), upgrade, "https://evil.example")).isEqualTo(403);
      assertThat(upgradeStatus(strict.uri(), upgrade, "https://a.example")).isEqualTo(101);
    }
  }

  private static String sid(HttpResponse<String> open) throws Exception {
    assertThat(open.body()).startsWith("0{");
    return "&sid=" + new JSONObject(open.body().substring(1)).getString("sid");
  }

  private static int upgradeStatus(URI base, String origin) {
    return upgradeStatus(base, WEBSOCKET, origin);
  }

  private static int upgradeStatus(URI base, String path, String origin) {
    URI uri = URI.create("ws://localhost:" + base.getPort() + path);
    try {
      HTTP.newWebSocketBuilder()
          .header("Origin", origin)
          .buildAsync(uri, new WebSocket.Listener() {})
          .join()
          .abort();
      return 101;
    } catch (CompletionException e) {
      return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }
  }
}
