package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.bootstrap.system.ServerProcess;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.json.JSONArray;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests the effects of variables that no feature's own test sets.
class VariablesTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  @TempDir private Path folder;

  @Test
  void a_process_reads_the_file_and_the_environment_overrides_it() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("sup.yaml"),
            """
            SOCKETIO_PING_INTERVAL: 11111
            SOCKETIO_PING_TIMEOUT: 22222
            SOCKETIO_MAX_BUFFER_SIZE: 33333
            """);
    Map<String, String> environment =
        Map.of("SUP_CONFIG", file.toString(), "SOCKETIO_PING_TIMEOUT", "44444");
    try (ServerProcess server = ServerProcess.start(environment, ServerProcess.LIGHT)) {
      String handshake =
          "http://localhost:" + server.port() + "/socket.io/?EIO=4&transport=polling";
      HttpRequest request = HttpRequest.newBuilder(URI.create(handshake)).build();
      assertThat(HTTP.send(request, BodyHandlers.ofString()).body())
          .contains("\"pingInterval\":11111,\"pingTimeout\":44444,\"maxPayload\":33333");
    }
  }

  @Test
  void a_client_that_answers_no_ping_is_cut_after_its_timeout() throws Exception {
    try (RunningService service =
        new RunningService(
            "SOCKETIO_PING_INTERVAL=300", "SOCKETIO_PING_TIMEOUT=500", "HEARTBEAT_INTERVAL=50")) {
      URI uri = URI.create("ws://localhost:" + service.uri().getPort());
      Instant before = Instant.now();
      Silent silent = new Silent(new CompletableFuture<>());
      HTTP.newWebSocketBuilder()
          .buildAsync(uri.resolve("/socket.io/?EIO=4&transport=websocket"), silent)
          .join();
      silent.end().get(10, TimeUnit.SECONDS);
      assertThat(Duration.between(before, Instant.now()).toMillis()).isBetween(800L, 8_000L);
    }
  }

  @ParameterizedTest
  @CsvSource({"20, 0, 150", "3600000, 200, 60000"})
  void each_connection_is_checked_as_configured_and_at_least_four_times_a_second(
      long interval, long shortest, long longest) throws Exception {
    try (RunningService service =
        new RunningService("SOCKETIO_PING_INTERVAL=1", "HEARTBEAT_INTERVAL=" + interval)) {
      URI uri = URI.create("ws://localhost:" + service.uri().getPort());
      Pinged pinged = new Pinged(new ArrayList<>(), new CountDownLatch(16));
      HTTP.newWebSocketBuilder()
          .buildAsync(uri.resolve("/socket.io/?EIO=4&transport=websocket"), pinged)
          .join();
      assertThat(pinged.enough().await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(pinged.medianMillis()).isBetween(shortest, longest);
    }
  }

  /// Answers every ping at once and notes its time, so that the gaps are those of the server.
  private record Pinged(List<Long> nanos, CountDownLatch enough) implements WebSocket.Listener {

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      if (text.toString().equals("2") && enough.getCount() > 0) {
        nanos.add(System.nanoTime());
        socket.sendText("3", true);
        enough.countDown();
      }
      socket.request(1);
      return null;
    }

    long medianMillis() {
      long[] gaps =
          IntStream.range(1, nanos.size())
              .mapToLong(i -> nanos.get(i) - nanos.get(i - 1))
              .sorted()
              .toArray();
      return TimeUnit.NANOSECONDS.toMillis(gaps[gaps.length / 2]);
    }
  }

  @Test
  void the_first_secret_signs_and_each_verifies() throws Exception {
    String first = "f".repeat(32);
    String second = "s".repeat(32);
    try (RunningService service = new RunningService("JWT_SECRET=" + first + "," + second)) {
      service.connect("ada");
      service.clientWith(Tokens.signed(second, "bob")).connect();
      service.clientWith(Tokens.signed(first, "cid")).connect();
      TestClient stranger = service.clientWith(Tokens.signed("t".repeat(32), "eve"));
      stranger.socket().connect();
      assertThat(stranger.next("connect_error").getJSONObject("data").getString("code"))
          .isEqualTo("INVALID_TOKEN");
    }
    try (RunningService other = new RunningService("JWT_SECRET=" + second)) {
      TestClient stranger = other.clientWith(Tokens.signed(first, "ada"));
      stranger.socket().connect();
      stranger.next("connect_error");
    }
  }

  private record Silent(CompletableFuture<Void> end) implements WebSocket.Listener {

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      end.complete(null);
      return end;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      end.complete(null);
    }
  }

  @Test
  void a_replay_is_bounded_as_configured_and_names_truncated_chats() throws Exception {
    try (RunningService service =
        new RunningService(
            "REPLAY_PER_CHAT=3", "REPLAY_TOTAL=4", "REPLAY_NEW_PER_CHAT=2", "REPLAY_NEW_TOTAL=3")) {
      TestClient ada = service.connect("ada");
      TestClient bob = service.connect("bob", "phone");
      for (String chat : List.of("one", "other")) {
        bob.succeed("chat:join", json("chatId", chat));
      }
      bob.close();
      for (int i = 0; i < 10; i++) {
        String chat = i % 2 == 0 ? "one" : "other";
        ada.succeed(
            "message:new", json("chatId", chat, "encryptedContent", "x", "messageType", "text"));
      }
      assertThat(sentOnReturn(service, "phone")).containsExactlyInAnyOrder(1L, 2L, 3L, 1L);
      assertThat(sentOnReturn(service, "tablet")).containsExactlyInAnyOrder(4L, 5L, 5L);
    }
  }

  private static List<Long> sentOnReturn(RunningService service, String device) throws Exception {
    TestClient client = service.clientWith(service.token("bob", device));
    client.socket().connect();
    JSONArray truncated = client.next("sync:complete").getJSONArray("truncated");
    assertThat(List.of(truncated.getString(0), truncated.getString(1)))
        .containsExactlyInAnyOrder("one", "other");
    List<Long> seqs = new ArrayList<>();
    for (int i = 0; i < (device.equals("phone") ? 4 : 3); i++) {
      seqs.add(client.next("message:new").getJSONObject("message").getLong("seq"));
    }
    client.sawNoMore("message:new");
    return seqs;
  }

  @Test
  void the_credentials_of_a_call_are_valid_as_long_as_configured() throws Exception {
    try (RunningService service =
        new RunningService(
            "ICE_SERVERS=turn:turn.example:3478", "TURN_SECRET=shared", "TURN_TTL=120000")) {
      TestClient ada = service.connect("ada");
      TestClient bob = service.connect("bob");
      ada.succeed("chat:join", json("chatId", "c"));
      bob.succeed("chat:join", json("chatId", "c"));
      JSONObject offer = json("type", "offer", "sdp", "v=0\r\n");
      JSONObject call = json("targetUserId", "bob", "callType", "audio", "offer", offer);
      String user =
          ada.succeed("call:initiate", call)
              .getJSONArray("iceServers")
              .getJSONObject(0)
              .getString("username");
      long end = Long.parseLong(user.substring(0, user.indexOf(':')));
      assertThat(end - Instant.now().getEpochSecond()).isBetween(100L, 121L);
    }
  }

  @Test
  void in_production_a_key_set_is_enough_and_its_keys_alone_count() throws Exception {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2_048);
    KeyPair ours = keys.generateKeyPair();
    Path set = Files.writeString(folder.resolve("keys.json"), keySet(ours));
    try (RunningService service =
        new RunningService(
            "NODE_ENV=production", "JWT_JWKS=" + set, "CORS_ORIGIN=https://a.example")) {
      service.clientWith(token(ours.getPrivate())).connect();
      TestClient stranger = service.clientWith(token(keys.generateKeyPair().getPrivate()));
      stranger.socket().connect();
      assertThat(stranger.next("connect_error").getJSONObject("data").getString("code"))
          .isEqualTo("INVALID_TOKEN");
    }
  }

  private static String keySet(KeyPair pair) {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    return json(
            "keys",
            new JSONArray()
                .put(
                    json(
                        "kty", "RSA",
                        "alg", "RS256",
                        "kid", "ours",
                        "n", BASE64.encodeToString(unsigned(key.getModulus())),
                        "e", BASE64.encodeToString(unsigned(key.getPublicExponent())))))
        .toString();
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static String token(PrivateKey key) throws Exception {
    JSONObject header = json("alg", "RS256", "kid", "ours");
    JSONObject claims = json("userId", "ada", "exp", Instant.now().getEpochSecond() + 60);
    String signed = encoded(header) + "." + encoded(claims);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key);
    signature.update(signed.getBytes(US_ASCII));
    return signed + "." + BASE64.encodeToString(signature.sign());
  }

  private static String encoded(JSONObject object) {
    return BASE64.encodeToString(object.toString().getBytes(US_ASCII));
  }
}
