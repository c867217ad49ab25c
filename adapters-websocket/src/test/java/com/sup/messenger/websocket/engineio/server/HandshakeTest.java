package com.sup.messenger.websocket.engineio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineRequest;
import com.sup.messenger.websocket.engineio.Transports;
import com.sup.messenger.websocket.rfc6455.RawWebSocket;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
  private static final String WEBSOCKET_HEADERS =
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

  @AutoClose
  private static final TestEngine engine =
      new TestEngine(config -> config.gate(HandshakeTest::refusal));

  private static Optional<String> refusal(EngineRequest request) {
    return switch (request.query().getOrDefault("gate", "")) {
      case "closed" -> Optional.of("not \"you\"");
      case "broken" -> throw new IllegalStateException("secret");
      default -> Optional.empty();
    };
  }

  @Test
  void polling_opens_a_session() throws IOException {
    RawHttp.Response response = get("EIO=4&transport=polling");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Type")).isEqualTo("text/plain; charset=UTF-8");
    assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    assertThat(response.header("Set-Cookie")).isNull();
    assertThat(response.header("Access-Control-Allow-Origin")).isNull();
    assertThat(response.body())
        .matches(
            "0\\{\"sid\":\"[\\w-]{20}\",\"upgrades\":\\[\"websocket\"],\"pingInterval\":25000,"
                + "\"pingTimeout\":20000,\"maxPayload\":1000000}");
  }

  @Test
  void websocket_opens_a_session() throws IOException {
    try (RawWebSocket socket = engine.webSocket()) {
      assertThat(socket.read().text())
          .matches(
              "0\\{\"sid\":\"[\\w-]{20}\",\"upgrades\":\\[],\"pingInterval\":25000,"
                  + "\"pingTimeout\":20000,\"maxPayload\":1000000}");
    }
  }

  @Test
  void no_upgrade_is_offered_where_websocket_is_off() throws IOException {
    try (TestEngine polling =
        new TestEngine(config -> config.transports(Set.of(Transports.POLLING)))) {
      String open = RawHttp.exchange(polling.port(), "GET", TestEngine.polling(), "").body();
      assertThat(open).contains("\"upgrades\":[]");
      assertThat(upgrade(polling, "/socket.io/?EIO=4&transport=websocket").body())
          .isEqualTo("{\"code\":0,\"message\":\"Transport unknown\"}");
    }
  }

  @Test
  void everything_behind_the_path_is_served() throws IOException {
    RawHttp.Response response =
        RawHttp.exchange(
            engine.port(), "GET", "/socket.io/anything/else?EIO=4&transport=polling", "");
    assertThat(response.body()).startsWith("0{");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/socket.io?EIO=4&transport=polling", "/other/?EIO=4&transport=polling"})
  void another_path_is_not_found(String target) throws IOException {
    assertThat(RawHttp.exchange(engine.port(), "GET", target, "").status()).isEqualTo(404);
    assertThat(upgrade(engine, target).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "EIO=4, 0, Transport unknown",
    "EIO=4&transport=abc, 0, Transport unknown",
    "EIO=4&transport=webtransport, 0, Transport unknown",
    "EIO=4&transport=constructor, 0, Transport unknown",
    "EIO=4&transport=polling&sid=abc, 1, Session ID unknown",
    "EIO=4&transport=polling&sid=__proto__, 1, Session ID unknown",
    "EIO=4&transport=polling&sid=%00%ff, 1, Session ID unknown",
    "EIO=4&transport=websocket, 3, Bad request",
    "transport=polling, 5, Unsupported protocol version",
    "EIO=3&transport=polling, 5, Unsupported protocol version",
    "EIO=abc&transport=polling, 5, Unsupported protocol version"
  })
  void a_bad_request_gets_its_code(String query, int code, String message) throws IOException {
    RawHttp.Response response = get(query);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.header("Content-Type")).isEqualTo("application/json");
    assertThat(response.body())
        .isEqualTo("{\"code\":%d,\"message\":\"%s\"}".formatted(code, message));
  }

  @Test
  void a_query_that_cannot_be_decoded_is_refused() throws IOException {
    assertThat(get("EIO=4&transport=polling&a=%zz").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
  void only_get_opens_a_session(String method) throws IOException {
    RawHttp.Response response = RawHttp.exchange(engine.port(), method, TestEngine.polling(), "");
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.body()).isEqualTo("{\"code\":2,\"message\":\"Bad handshake method\"}");
  }

  @Test
  void head_opens_no_session_and_gets_no_body() throws IOException {
    try (RawHttp http = engine.http()) {
      http.request("HEAD", TestEngine.polling(), "");
      assertThat(http.read().status()).isEqualTo(400);
      assertThat(http.get(TestEngine.polling()).read().body()).startsWith("0{");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "OPTIONS"})
  void a_session_knows_get_and_post_only(String method) throws IOException {
    String sid = engine.open();
    assertThat(RawHttp.exchange(engine.port(), method, TestEngine.polling(sid), "").status())
        .isEqualTo(405);
    engine.session(sid).send("on");
    assertThat(engine.poll(sid).body()).isEqualTo("4on");
  }

  @Test
  void the_last_of_a_repeated_parameter_counts_and_an_empty_sid_is_none() throws IOException {
    RawHttp.Response response =
        get("EIO=3&EIO=4&transport=abc&transport=polling&sid=abc&sid=&a=1&a=2&b=x%20y+z");

    String sid = TestEngine.sid(response.body());
    EngineRequest handshake = engine.session(sid).socket.handshake();
    assertThat(handshake.query())
        .containsEntry("a", "2")
        .containsEntry("b", "x y z")
        .containsEntry("EIO", "4");
  }

  @Test
  void the_application_sees_the_request() throws IOException {
    RawHttp.Response response =
        RawHttp.exchange(
            engine.port(),
            "GET",
            "/socket.io/?EIO=4&transport=polling&token=abc",
            "",
            "User-Agent: a",
            "X-A: 1");

    EngineRequest request = engine.session(TestEngine.sid(response.body())).socket.handshake();
    assertThat(request.path()).isEqualTo("/socket.io/?EIO=4&transport=polling&token=abc");
    assertThat(request.address()).isEqualTo("127.0.0.1");
    assertThat(request.secure()).isFalse();
    assertThat(request.header("user-agent")).contains("a");
    assertThat(request.header("x-a")).isEmpty();
    assertThat(request.toString()).doesNotContain("abc");
  }

  @Test
  void an_origin_with_invalid_characters_is_refused() throws IOException {
    RawHttp.Response response =
        RawHttp.exchange(engine.port(), "GET", TestEngine.polling(), "", "Origin: http://a\u0001b");
    assertThat(response.status()).isEqualTo(400);
  }

  @Test
  void a_request_that_names_another_version_is_refused() throws IOException {
    String sid = engine.open();
    RawHttp.Response response = get("EIO=3&transport=polling&sid=" + sid);
    assertThat(response.body()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
  }

  @Test
  void a_plain_get_for_websocket_is_refused_with_and_without_session() throws IOException {
    String sid = engine.open();
    for (String query : new String[] {"", "&sid=" + sid}) {
      RawHttp.Response response = get("EIO=4&transport=websocket" + query);
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.body()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
    }
  }

  @Test
  void the_gate_refuses_in_its_own_words() throws IOException {
    for (RawHttp.Response response :
        new RawHttp.Response[] {
          get("EIO=4&transport=polling&gate=closed"),
          upgrade(engine, "/socket.io/?EIO=4&transport=websocket&gate=closed")
        }) {
      assertThat(response.status()).isEqualTo(403);
      assertThat(response.body()).isEqualTo("{\"code\":4,\"message\":\"not \\\"you\\\"\"}");
    }
  }

  @Test
  void a_gate_that_fails_refuses_and_tells_nothing() throws IOException {
    RawHttp.Response response = get("EIO=4&transport=polling&gate=broken");
    assertThat(response.status()).isEqualTo(403);
    assertThat(response.body()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "EIO=4&transport=abc, 0",
    "EIO=4&transport=websocket&sid=abc, 1",
    "EIO=4&transport=polling, 3",
    "EIO=3&transport=websocket, 5",
    "transport=websocket, 5"
  })
  void a_bad_upgrade_gets_an_error_in_json(String query, int code) throws IOException {
    RawHttp.Response response = upgrade(engine, "/socket.io/?" + query);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.header("Connection")).isEqualTo("close");
    assertThat(response.body()).startsWith("{\"code\":" + code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WebSocket",
        "WEBSOCKET",
        "WEBsocket",
        "h2c, websocket",
        "websocket,h2c",
        ", WebSocket ,",
        "h2c\r\nUpgrade: websocket"
      })
  void the_upgrade_header_is_a_list_without_case(String upgrade) throws IOException {
    String headers = WEBSOCKET_HEADERS.replace("Upgrade: websocket", "Upgrade: " + upgrade);
    assertThat(upgradeBy(headers).status()).isEqualTo(101);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPGRADE", "keep-alive, upgrade", "keep-alive\r\nConnection: Upgrade"})
  void the_connection_header_is_a_list_without_case(String connection) throws IOException {
    String headers = WEBSOCKET_HEADERS.replace("Connection: Upgrade", "Connection: " + connection);
    assertThat(upgradeBy(headers).status()).isEqualTo(101);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Sec-WebSocket-Version: 12\r\n",
        "Sec-WebSocket-Version: 13, 8\r\n",
        "Sec-WebSocket-Version: 8\r\nSec-WebSocket-Version: 13\r\n"
      })
  void the_refusal_of_another_version_names_the_one_there_is(String version) throws IOException {
    RawHttp.Response response =
        upgradeBy(WEBSOCKET_HEADERS.replace("Sec-WebSocket-Version: 13\r\n", version));
    assertThat(response.status()).isEqualTo(426);
    assertThat(response.header("Sec-WebSocket-Version")).isEqualTo("13");
    assertThat(response.header("Upgrade")).isEqualTo("websocket");
    assertThat(response.header("Connection")).isEqualTo("Upgrade, close");
    assertThat(response.body()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
  }

  // Its body would be taken for frames.
  @ParameterizedTest
  @ValueSource(strings = {"Transfer-Encoding: Chunked", "Content-Length: 5"})
  void a_request_with_a_body_is_not_upgraded(String framing) throws IOException {
    try (RawHttp http = engine.http()) {
      http.get("/socket.io/?EIO=4&transport=websocket", WEBSOCKET_HEADERS, framing);
      http.send(framing.endsWith("5") ? "hello" : "5\r\nhello\r\n0\r\n\r\n");
      assertThat(http.read().status()).isEqualTo(400);
    }
  }

  private static RawHttp.Response upgradeBy(String headers) throws IOException {
    return RawHttp.exchange(
        engine.port(), "GET", "/socket.io/?EIO=4&transport=websocket", "", headers);
  }

  @Test
  void a_handshake_without_key_is_refused() throws IOException {
    String headers = WEBSOCKET_HEADERS.replaceAll("\r\nSec-WebSocket-Key.*", "");
    RawHttp.Response response =
        RawHttp.exchange(
            engine.port(), "GET", "/socket.io/?EIO=4&transport=websocket", "", headers);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.body()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
  }

  @Test
  void a_long_token_in_the_query_is_accepted() throws IOException {
    assertThat(get("EIO=4&transport=polling&token=" + "x".repeat(12_000)).status()).isEqualTo(200);
  }

  @Test
  void no_more_sessions_than_allowed_are_opened() throws IOException {
    try (TestEngine small = new TestEngine(config -> config.maxSessions(1))) {
      small.session(small.open()).socket.authenticated(Set.of());
      RawHttp.Response refused = RawHttp.exchange(small.port(), "GET", TestEngine.polling(), "");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body()).isEqualTo("{\"code\":4,\"message\":\"Server is full\"}");
    }
  }

  @Test
  void the_stranger_that_waits_longest_makes_room_for_one_that_comes() throws IOException {
    try (TestEngine small = new TestEngine(config -> config.maxStrangers(2))) {
      String known = small.open();
      small.session(known).socket.authenticated(Set.of());
      String first = small.open();
      String second = small.open();
      String third = small.open();
      small.awaitClose(first, CloseReason.FORCED_CLOSE);
      assertThat(small.events(second)).isEmpty();
      assertThat(small.events(third)).isEmpty();
      assertThat(small.events(known)).isEmpty();
    }
  }

  @Test
  void a_stranger_makes_room_where_the_server_is_full() throws IOException {
    try (TestEngine small = new TestEngine(config -> config.maxSessions(2))) {
      String known = small.open();
      small.session(known).socket.authenticated(Set.of());
      String stranger = small.open();
      small.session(small.open()).socket.authenticated(Set.of());
      small.awaitClose(stranger, CloseReason.FORCED_CLOSE);
      assertThat(RawHttp.exchange(small.port(), "GET", TestEngine.polling(), "").status())
          .isEqualTo(403);
    }
  }

  @Test
  void a_client_that_was_known_and_is_not_any_more_makes_room_again() throws IOException {
    try (TestEngine small = new TestEngine(config -> config.maxStrangers(1))) {
      String sid = small.open();
      small.session(sid).socket.authenticated(Set.of());
      small.open();
      assertThat(small.events(sid)).isEmpty();
      small.session(sid).socket.unauthenticated();
      small.session(sid).socket.unauthenticated();
      small.open();
      small.awaitClose(sid, CloseReason.FORCED_CLOSE);
      small.session(sid).socket.unauthenticated();
      await().until(() -> small.engine.strangers() == 1);
    }
  }

  @Test
  void of_who_is_known_no_query_and_no_header_is_kept() throws IOException {
    TestEngine.Session session = engine.session(engine.open());
    assertThat(session.socket.handshake().query()).isNotEmpty();
    session.socket.authenticated(Set.of());
    assertThat(session.socket.handshake().query()).isEmpty();
    assertThat(session.socket.handshake().headers()).isEmpty();
    assertThat(session.socket.handshake().path()).isEmpty();
    assertThat(session.socket.handshake().address()).isEqualTo("127.0.0.1");
  }

  @Test
  void what_is_to_last_of_who_is_known_is_kept() throws IOException {
    String body =
        RawHttp.exchange(
                engine.port(),
                "GET",
                TestEngine.polling() + "&token=t&other=o",
                "",
                "Authorization: Bearer b",
                "Origin: https://a.test")
            .body();
    TestEngine.Session session = engine.session(TestEngine.sid(body));
    session.socket.authenticated(Set.of("token", "authorization"));
    assertThat(session.socket.handshake().query()).containsOnlyKeys("token");
    assertThat(session.socket.handshake().headers()).containsOnlyKeys("authorization");
  }

  private static RawHttp.Response get(String query) throws IOException {
    return RawHttp.exchange(engine.port(), "GET", "/socket.io/?" + query, "");
  }

  private static RawHttp.Response upgrade(TestEngine engine, String target) throws IOException {
    return RawHttp.exchange(engine.port(), "GET", target, "", WEBSOCKET_HEADERS);
  }
}
