package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.redis.RedisProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.json.JSONArray;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// Incidents of `docs/runbook.md`, each made and then answered by the command line. Two instances
/// on one Redis serve all of them. The operator asks the second one, and clients use the first one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IncidentsTest {

  private static final String SECRET = "s".repeat(32);
  private static final String KEY = "k".repeat(32);
  private static final String CLUSTER = "c".repeat(32);
  private static final String DEAF = "deaf";

  private final RedisProcess redis = RedisProcess.open();
  private final RunningService one = instance(redis.url(), CLUSTER);
  private final RunningService two = instance(redis.url(), CLUSTER);
  private final Operator operator = Operator.of(two, KEY);
  private RunningService deaf;

  private static RunningService instance(String redis, String cluster) {
    return new RunningService(
        "NODE_ENV=production",
        "JWT_SECRET=" + SECRET,
        "CORS_ORIGIN=https://a.example",
        "SERVICE_API_KEY=" + KEY,
        "RATE_LIMITS=chat:list=1/60",
        "REDIS_URL=" + redis,
        "CLUSTER_SECRET=" + cluster);
  }

  /// Begins with the incident that takes some seconds until it shows.
  @BeforeAll
  void deafenOne() {
    redis.command("ACL", "SETUSER", DEAF, "on", ">pw", "~*", "&*", "+@all");
    deaf = instance(redis.url().replace("//", "//" + DEAF + ":pw@"), CLUSTER);
    await().untilAsserted(() -> told(0, "All is well.", "health"));
    redis.command("ACL", "SETUSER", DEAF, "resetchannels");
    redis.command("CLIENT", "KILL", "USER", DEAF);
  }

  @AfterAll
  void stop() {
    List.of(one, two).forEach(RunningService::close);
    redis.close();
  }

  private void told(int code, String text, String... command) {
    told(operator.run(command), code, text);
  }

  private static void told(Operator.Answer answer, int code, String text) {
    assertThat(answer.text()).contains(text);
    assertThat(answer.code()).as(answer.text()).isEqualTo(code);
  }

  private void toldOfToken(String token, String... texts) {
    Operator.Answer answer = operator.runWith(token + "\n", "token");
    assertThat(answer.text()).doesNotContain(token);
    assertThat(List.of(texts)).allSatisfy(text -> assertThat(answer.text()).containsPattern(text));
    assertThat(answer.code()).isEqualTo(texts[0].startsWith("Accepted") ? 0 : 1);
  }

  private TestClient connect(String user) {
    TestClient client = one.clientWith(Tokens.signed(SECRET, user, user + "-phone"));
    client.connect();
    return client;
  }

  private static InstantSource clock(long seconds) {
    return InstantSource.offset(InstantSource.system(), Duration.ofSeconds(seconds));
  }

  @Test
  @Order(1)
  void a_token_of_another_secret_is_refused() {
    toldOfToken(
        Tokens.signed("o".repeat(32), "ada", null),
        "Refused: its signature, issuer, audience or times are wrong",
        "It was issued \\d+ s before the service's clock");
    toldOfToken(
        Tokens.signed(SECRET, "ada", "ada-phone"),
        "Accepted, for user ada, device ada-phone, until ");
  }

  @Test
  @Order(1)
  void the_clock_of_the_issuer_is_ahead() {
    toldOfToken(
        Tokens.signed(SECRET, "ada", null, clock(600)),
        "Refused: its signature, issuer, audience or times are wrong",
        "It was issued 5\\d\\d s after the service's clock");
  }

  @Test
  @Order(1)
  void a_user_comes_with_expired_tokens() {
    String token = Tokens.signed(SECRET, "old", null, clock(-7_200));
    TestClient client = one.clientWith(token);
    client.socket().connect();
    client.next("connect_error");
    toldOfToken(token, "Refused: it has expired", "It ends 36\\d\\d s before the service's clock");
    await().untilAsserted(() -> assertThat(health()).contains("connection.TOKEN_EXPIRED"));
  }

  private String health() {
    return operator.run("health").text();
  }

  @Test
  @Order(1)
  void the_tokens_of_a_user_are_revoked() {
    String token = Tokens.signed(SECRET, "eve", null, clock(-2));
    two.backEnd(KEY)
        .expect(200, "POST", "/api/users/eve/disconnect", json("revoke", true, "reason", "gone"));
    toldOfToken(token, "Refused: the tokens of user eve from before ");
    told(0, "Tokens from before ", "user", "eve");
  }

  @Test
  @Order(1)
  void a_user_is_over_a_limit() {
    TestClient ada = connect("ada");
    try (Operator.Running trace = operator.start("trace", "ada", "--seconds", "20")) {
      await()
          .untilAsserted(
              () ->
                  assertThat(trace.text().toString())
                      .containsPattern("[23] instance.s. take part"));
      ada.succeed("chat:list", json());
      ada.refused("chat:list", json(), "RATE_LIMIT_EXCEEDED");
      ada.close();
      await()
          .untilAsserted(
              () ->
                  assertThat(trace.text().toString())
                      .containsPattern("ada-phone -> chat:list \\d+ ok")
                      .containsPattern("ada-phone -> chat:list \\d+ RATE_LIMIT_EXCEEDED")
                      .contains("ada-phone -- disconnected 0 client-namespace-disconnect"));
    }
    await().untilAsserted(() -> assertThat(health()).contains("event.RATE_LIMIT_EXCEEDED"));
  }

  @Test
  @Order(1)
  void a_consumer_is_slow() throws Exception {
    BackEnd api = two.backEnd(KEY);
    api.expect(201, "PUT", "/api/chats/big", json("members", new JSONArray(List.of("slow"))));
    String text = "x".repeat(65_000);
    HttpRequest post =
        HttpRequest.newBuilder(api.uri().resolve("/api/chats/big/messages"))
            .header("Authorization", "Bearer " + KEY)
            .POST(
                BodyPublishers.ofString(
                    json("senderId", "bot", "encryptedContent", text, "messageType", "text")
                        .toString()))
            .build();
    try (DeafWebSocket _ =
            DeafWebSocket.open(one.uri(), Tokens.signed(SECRET, "slow", "slow-phone"));
        HttpClient http = HttpClient.newHttpClient()) {
      await().untilAsserted(() -> told(0, "slow-phone", "user", "slow"));
      // An instance tells of a disconnect with its lease, every 2 s.
      await()
          .until(
              () -> {
                for (int sent = 0; sent < 50; sent++) {
                  assertThat(http.send(post, BodyHandlers.discarding()).statusCode())
                      .isEqualTo(200);
                }
                return health().contains("disconnect.slow-consumer");
              });
    }
    assertThat(operator.run("user", "slow").text()).containsPattern("big +\\d+ +0 +0 +");
  }

  @Test
  @Order(1)
  void an_origin_is_missing_in_the_configuration() throws Exception {
    URI open = one.uri().resolve("/socket.io/?EIO=4&transport=polling");
    HttpRequest request =
        HttpRequest.newBuilder(open).header("Origin", "https://b.example").build();
    int status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    assertThat(status).isEqualTo(403);
    await().untilAsserted(() -> assertThat(health()).contains("connection.ORIGIN"));
    Operator here = operator.with("JWT_SECRET", SECRET).with("CORS_ORIGIN", "https://a.example");
    told(
        here.run("config", "check", "--origin", "https://b.example"),
        1,
        "https://b.example is refused: CORS_ORIGIN does not name it");
    told(here.run("config", "check", "--origin", "https://a.example"), 0, "may connect");
  }

  @Test
  @Order(1)
  void a_variable_is_wrong() {
    Operator here = new Operator(Map.of("NODE_ENV", "production", "JWT_SECRET", "short"));
    told(here.run("config", "check"), 2, "JWT_SECRET");
    assertThat(here.run("config", "check").text()).doesNotContain("short");
  }

  @Test
  @Order(1)
  void redis_is_in_protected_mode() throws Exception {
    try (DenyingRedis denying = DenyingRedis.open()) {
      Operator here = new Operator(Map.of("REDIS_URL", denying.url()));
      Process process = CommandLineTest.start(here, "config", "check", "--reach");
      String text = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(text).contains("it answers DENIED", "redis does not answer");
      assertThat(process.waitFor()).isEqualTo(1);
    }
  }

  @Test
  @Order(2)
  void an_instance_has_no_subscriptions() {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> told(1, "hears no events: it has no subscriptions", "health"));
    deaf.close();
  }

  @Test
  @Order(3)
  void an_instance_has_another_cluster_secret() {
    try (RunningService stranger = instance(redis.url(), "x".repeat(32))) {
      assertThat(stranger.uri()).isNotNull();
      await()
          .untilAsserted(
              () -> told(1, "does not hear the others: compare its CLUSTER_SECRET", "health"));
    }
  }

  @Test
  @Order(4)
  void an_instance_drains() {
    try (RunningService leaving = instance(redis.url(), CLUSTER)) {
      leaving.drain();
      await().untilAsserted(() -> told(1, "drains: it takes no clients", "health"));
    }
    await().untilAsserted(() -> told(0, "All is well.", "health"));
  }

  @Test
  @Order(5)
  void redis_is_away() {
    redis.kill();
    await()
        .untilAsserted(
            () -> {
              told(1, "redis does not answer", "health");
              told(1, "The store does not answer", "health");
            });
    told(1, "503 UNAVAILABLE", "user", "ada");
    toldOfToken("a.b.c", "Refused: ");
  }
}
