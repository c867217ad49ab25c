package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.token.Claims;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.jwt.JwtSettings;
import com.sup.messenger.jwt.JwtTokenIssuer;
import io.socket.client.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TokenLifeTest {

  private static final String SECRET = "a secret for the tests of tokens that is long enough";

  @AutoClose
  private static final RunningService service = new RunningService("JWT_SECRET=" + SECRET);

  @AutoClose
  private static final RunningService strict =
      new RunningService(
          "NODE_ENV=production",
          "JWT_SECRET=" + SECRET,
          "CORS_ORIGIN=https://a.example",
          "JWT_MAX_AGE=6000");

  private static String token(String user, String device, String username, Instant expiresAt) {
    JwtTokenIssuer issuer =
        new JwtTokenIssuer(
            new JwtSettings(List.of(SECRET), null, null, null, null, false),
            InstantSource.system());
    Profile profile = new Profile(new UserId(user), username, null);
    return issuer.issue(
        new Claims(profile, new DeviceId(device), Instant.now().minusSeconds(3_600), expiresAt));
  }

  private static String issuedNow(String user, Instant expiresAt) {
    JwtTokenIssuer issuer =
        new JwtTokenIssuer(
            new JwtSettings(List.of(SECRET), null, null, null, null, false),
            InstantSource.system());
    return issuer.issue(new Claims(Profile.of(new UserId(user)), null, Instant.MIN, expiresAt));
  }

  private static void assertRefusedAtTheDoor(String token, String code) throws Exception {
    TestClient client = strict.clientWith(token);
    client.socket().connect();
    JSONObject refusal = client.next(Socket.EVENT_CONNECT_ERROR);
    assertThat(refusal.getJSONObject("data").getString("code")).isEqualTo(code);
    client.close();
  }

  private static Instant in(long seconds) {
    return Instant.now().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
  }

  private static TestClient connect(String user, Instant expiresAt) {
    TestClient client = service.clientWith(token(user, user + "-phone", user, expiresAt));
    client.connect();
    return client;
  }

  private static void assertCutAfter(TestClient client, Instant end) throws Exception {
    JSONObject error = client.next("error");
    assertThat(Instant.now()).isBetween(end, end.plusSeconds(5));
    assertThat(error.getString("code")).isEqualTo("TOKEN_EXPIRED");
    // Not by a DISCONNECT packet, so that the client may come back by itself.
    assertThat(client.next(Socket.EVENT_DISCONNECT).getString("reason"))
        .isEqualTo("transport error");
    client.sawNoMore("error");
  }

  @Test
  void a_token_of_the_query_or_the_header_holds_for_every_connect_of_its_connection()
      throws Exception {
    String token = token("swift", "phone", "swift", in(3_600));
    assertConnectsAgain("&token=" + token, "X-Nothing", "-");
    assertConnectsAgain("", "Authorization", "Bearer " + token);
  }

  private static void assertConnectsAgain(String query, String header, String value)
      throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    URI uri =
        URI.create(
            "ws://localhost:%d/socket.io/?EIO=4&transport=websocket%s"
                .formatted(service.uri().getPort(), query));
    try (HttpClient http = HttpClient.newHttpClient()) {
      WebSocket client =
          http.newWebSocketBuilder()
              .header(header, value)
              .buildAsync(uri, new Texts(received))
              .join();
      for (int i = 0; i < 2; i++) {
        client.sendText("40", true).join();
        String packet = "";
        while (!packet.contains("sync:complete")) {
          packet = Objects.requireNonNull(received.poll(10, TimeUnit.SECONDS));
          assertThat(packet).doesNotStartWith("44");
        }
        client.sendText("41", true).join();
      }
      client.abort();
    }
  }

  private record Texts(BlockingQueue<String> received) implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      received.add(text.toString());
      socket.request(1);
      return null;
    }
  }

  @Test
  void a_token_that_expires_is_reported_and_ends_the_connection() throws Exception {
    Instant end = in(3);
    assertCutAfter(connect("ada", end), end);
  }

  @Test
  void a_token_ends_the_connection_when_it_has_its_greatest_age() throws Exception {
    Instant issued = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    TestClient client = strict.clientWith(issuedNow("max", in(3_600)));
    client.connect();
    JSONObject error = client.next("error");
    assertThat(error.getString("code")).isEqualTo("TOKEN_EXPIRED");
    assertThat(Instant.now()).isBetween(issued.plusSeconds(6), issued.plusSeconds(12));
    client.close();
  }

  @Test
  void a_token_that_is_too_old_or_never_ends_is_refused_in_production() throws Exception {
    assertRefusedAtTheDoor(token("old", "phone", "old", in(3_600)), "TOKEN_EXPIRED");
    assertRefusedAtTheDoor(issuedNow("eternal", Instant.MAX), "INVALID_TOKEN");
  }

  @Test
  void a_token_within_the_clock_skew_holds_until_the_end_of_it() throws Exception {
    Instant end = in(-1);
    assertCutAfter(connect("sky", end), end.plusSeconds(5));
  }

  @Test
  void a_refreshed_token_keeps_the_connection_and_renames_the_user() throws Exception {
    Instant end = in(4);
    TestClient client = connect("bob", end);
    Instant later = in(3_600);
    JSONObject reply =
        client.succeed("auth:refresh", json("token", token("bob", "bob-phone", "Robert", later)));
    assertThat(Instant.parse(reply.getString("expiresAt"))).isEqualTo(later);
    assertCutAfter(connect("eve", end), end);
    JSONObject sent =
        client.succeed(
            "message:new", json("chatId", "t1", "encryptedContent", "x", "messageType", "text"));
    assertThat(sent.getJSONObject("sender").getString("username")).isEqualTo("Robert");
    client.sawNoMore("error");
  }

  @Test
  void a_shorter_token_ends_the_connection_earlier() throws Exception {
    TestClient client = connect("cid", in(3_600));
    Instant end = in(3);
    client.succeed("auth:refresh", json("token", token("cid", "cid-phone", "cid", end)));
    assertCutAfter(client, end);
  }

  @Test
  void a_token_without_an_end_is_refreshed_without_one() {
    TestClient client = connect("dan", in(3_600));
    JSONObject reply =
        client.succeed(
            "auth:refresh", json("token", token("dan", "dan-phone", "dan", Instant.MAX)));
    assertThat(reply.has("expiresAt")).isFalse();
  }

  @Test
  void a_token_that_does_not_fit_is_refused_and_the_connection_lives() throws Exception {
    TestClient client = connect("eve", in(3_600));
    Instant later = in(3_600);
    refused(client, token("ada", "eve-phone", "eve", later), "PERMISSION_DENIED");
    refused(client, token("eve", "eve-laptop", "eve", later), "PERMISSION_DENIED");
    refused(client, token("eve", "eve-phone", "eve", in(-60)), "TOKEN_EXPIRED");
    refused(client, token("eve", "eve-phone", "eve", later) + "x", "INVALID_PAYLOAD");
    refused(client, "no token", "INVALID_PAYLOAD");
    JSONObject nothing = client.refused("auth:refresh", json(), "INVALID_PAYLOAD");
    assertThat(nothing.getString("message")).startsWith("token must be");
    client.succeed("chat:join", json("chatId", "t2"));
  }

  private static void refused(TestClient client, String token, String code) {
    client.refused("auth:refresh", json("token", token), code);
  }
}
