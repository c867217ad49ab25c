package com.sup.messenger.websocket.engineio.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.websocket.engineio.Cors;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsTest {
  private static final String UPGRADE =
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
  private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";

  @AutoClose
  private static final TestEngine any = new TestEngine(config -> config.cors(Cors.anyOrigin()));

  @AutoClose
  private static final TestEngine listed =
      new TestEngine(config -> config.cors(Cors.origins(Set.of("https://app.test"))));

  @ParameterizedTest
  @CsvSource({"GET, 200", "PUT, 400"})
  void any_origin_is_allowed_on_every_reply(String method, int status) throws IOException {
    RawHttp.Response response =
        RawHttp.exchange(any.port(), method, TestEngine.polling(), "", "Origin: https://a.test");
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(response.header("Access-Control-Allow-Credentials")).isNull();
  }

  @Test
  void polls_and_posts_carry_the_headers_too() throws IOException {
    String sid = any.open();
    any.session(sid).send("a");
    assertThat(any.poll(sid).header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(any.post(sid, "4a").header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @Test
  void a_listed_origin_is_echoed_with_credentials() throws IOException {
    RawHttp.Response response = get(listed, "https://app.test");
    assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("https://app.test");
    assertThat(response.header("Access-Control-Allow-Credentials")).isEqualTo("true");
    assertThat(response.header("Vary")).isEqualTo("Origin");
  }

  @Test
  void another_origin_is_served_without_permission() throws IOException {
    RawHttp.Response response = get(listed, "https://other.test");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Access-Control-Allow-Origin")).isNull();
    assertThat(response.header("Vary")).isEqualTo("Origin");
  }

  @Test
  void a_preflight_never_reaches_the_engine() throws IOException {
    RawHttp.Response response =
        RawHttp.exchange(
            listed.port(),
            "OPTIONS",
            TestEngine.polling("unknown"),
            "",
            "Origin: https://app.test",
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: x-a,authorization");
    assertThat(response.status()).isEqualTo(204);
    assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("https://app.test");
    assertThat(response.header("Access-Control-Allow-Methods"))
        .isEqualTo("GET,HEAD,PUT,PATCH,POST,DELETE");
    assertThat(response.header("Access-Control-Allow-Headers")).isEqualTo("x-a,authorization");
    assertThat(response.header("Vary")).isEqualTo("Origin, Access-Control-Request-Headers");
    assertThat(response.header("Content-Length")).isEqualTo("0");
  }

  @Test
  void a_preflight_is_a_bad_method_where_cors_is_off() throws IOException {
    try (TestEngine off = new TestEngine()) {
      assertThat(RawHttp.exchange(off.port(), "OPTIONS", TestEngine.polling(), "").body())
          .startsWith("{\"code\":2");
      assertThat(RawHttp.exchange(off.port(), "OPTIONS", TestEngine.polling("x"), "").body())
          .startsWith("{\"code\":1");
      assertThat(get(off, "https://a.test").headers()).doesNotContainKey("vary");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://app.test, 101",
    "https://app.test:443, 101",
    "HTTPS://App.test, 101",
    "http://localhost, 101",
    "https://localhost, 101",
    "wss://localhost, 101",
    "https://localhost:443, 101",
    "app://localhost, 403",
    "http://localhost.other.test, 403",
    "https://app.test:80, 403",
    "https://other.test, 403",
    "null, 403",
    "'not a uri', 403"
  })
  void a_websocket_opens_from_a_listed_origin_and_the_own_host_only(String origin, int status)
      throws IOException {
    RawHttp.Response response =
        RawHttp.exchange(listed.port(), "GET", WEBSOCKET, "", UPGRADE, "Origin: " + origin);
    assertThat(response.status()).isEqualTo(status);
    if (status == 403) {
      assertThat(response.body()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://app.test, 101",
    "https://app.test:443, 101",
    "http://app.test, 403",
    "http://plain.test, 101",
    "http://plain.test:80, 101",
    "https://plain.test, 403",
    "https://other.test, 101",
    "https://other.test:80, 403"
  })
  void a_default_port_may_be_in_the_list(String origin, int status) throws IOException {
    Set<String> list = Set.of("https://app.test:443", "http://plain.test:80", "https://other.test");
    try (TestEngine engine = new TestEngine(config -> config.cors(Cors.origins(list)))) {
      RawHttp.Response upgrade =
          RawHttp.exchange(engine.port(), "GET", WEBSOCKET, "", UPGRADE, "Origin: " + origin);
      assertThat(upgrade.status()).isEqualTo(status);
      // A browser compares the header with what it has sent.
      assertThat(get(engine, origin).header("Access-Control-Allow-Origin"))
          .isEqualTo(status == 101 ? origin : null);
    }
  }

  @ParameterizedTest
  @CsvSource({"https://o.test, 403", "https://app.test, 101", "https://localhost, 101"})
  void a_session_moves_to_websocket_from_an_allowed_origin_only(String origin, int status)
      throws IOException {
    String sid = listed.open();
    RawHttp.Response response =
        RawHttp.exchange(
            listed.port(), "GET", TestEngine.webSocket(sid), "", UPGRADE, "Origin: " + origin);
    assertThat(response.status()).isEqualTo(status);
  }

  @Test
  void the_101_carries_the_headers() throws IOException {
    RawHttp.Response response =
        RawHttp.exchange(any.port(), "GET", WEBSOCKET, "", UPGRADE, "Origin: https://a.test");
    assertThat(response.status()).isEqualTo(101);
    assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  private static RawHttp.Response get(TestEngine engine, String origin) throws IOException {
    return RawHttp.exchange(engine.port(), "GET", TestEngine.polling(), "", "Origin: " + origin);
  }
}
