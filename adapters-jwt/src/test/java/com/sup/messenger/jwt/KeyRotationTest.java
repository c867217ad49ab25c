package com.sup.messenger.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class KeyRotationTest {

  private static final KeyPair OLD = Signer.keys("EC", 256);
  private static final KeyPair NEW = Signer.keys("EC", 256);
  private static final String OLD_SET = Signer.keySet(Signer.jwk("\"kid\":\"old\",", OLD));
  private static final String NEW_SET = Signer.keySet(Signer.jwk("\"kid\":\"new\",", NEW));

  private final TestClock clock = new TestClock();
  private final KeyServer server;

  KeyRotationTest() throws IOException {
    server = new KeyServer(OLD_SET);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void an_unknown_key_id_has_the_set_read_again() {
    JwtTokenVerifier verifier = verifier();
    assertThat(Verdict.of(verifier, token("old", OLD))).isEqualTo(Verdict.GOOD);
    server.serve(NEW_SET);
    clock.advance(PublicKeys.PAUSE);
    assertThat(Verdict.of(verifier, token("new", NEW))).isEqualTo(Verdict.GOOD);
    assertThat(Verdict.of(verifier, token("old", OLD))).isEqualTo(Verdict.INVALID);
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void a_token_without_key_id_by_no_known_key_has_the_set_read_again() {
    JwtTokenVerifier verifier = verifier();
    server.serve(NEW_SET);
    clock.advance(PublicKeys.PAUSE);
    String token = Signer.es256(NEW).token("{\"alg\":\"ES256\"}", "{\"userId\":\"ada\"}");
    assertThat(Verdict.of(verifier, token)).isEqualTo(Verdict.GOOD);
  }

  @Test
  void a_flood_of_unknown_key_ids_reads_the_set_once_a_second() {
    JwtTokenVerifier verifier = verifier();
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < 100; i++) {
        assertThat(Verdict.of(verifier, token("k" + i, NEW))).isEqualTo(Verdict.INVALID);
      }
      clock.advance(PublicKeys.PAUSE.dividedBy(2));
    }
    assertThat(server.requests()).isEqualTo(1 + 2);
  }

  @Test
  void only_tokens_that_could_be_by_a_public_key_have_the_set_read() {
    JwtTokenVerifier verifier = verifier();
    clock.advance(PublicKeys.PAUSE);
    for (String algorithm : List.of("HS256", "none", "EdDSA", "PS256")) {
      String header = "{\"alg\":\"%s\",\"kid\":\"x\"}".formatted(algorithm);
      assertThat(Verdict.of(verifier, Signer.hs256("x").token(header, "{}")))
          .isEqualTo(Verdict.INVALID);
    }
    assertThat(Verdict.of(verifier, token("old", NEW))).isEqualTo(Verdict.INVALID);
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void all_callers_that_wait_for_a_new_key_get_it_by_one_reading() throws Exception {
    JwtTokenVerifier verifier = verifier();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    server.serve(
        exchange -> {
          asked.countDown();
          await(release);
          KeyServer.send(exchange, 200, NEW_SET);
        });
    clock.advance(PublicKeys.PAUSE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Verdict> verification = () -> Verdict.of(verifier, token("new", NEW));
      List<Future<Verdict>> verdicts =
          IntStream.range(0, 50).mapToObj(_ -> threads.submit(verification)).toList();
      await(asked);
      assertThat(Verdict.of(verifier, token("old", OLD))).isEqualTo(Verdict.GOOD);
      release.countDown();
      for (Future<Verdict> verdict : verdicts) {
        assertThat(verdict.get()).isEqualTo(Verdict.GOOD);
      }
    }
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void a_key_taken_out_of_the_set_counts_no_longer_than_ten_minutes() {
    JwtTokenVerifier verifier = verifier();
    server.serve(NEW_SET);
    clock.advance(PublicKeys.MAX_AGE.minusSeconds(1));
    assertThat(Verdict.of(verifier, token("old", OLD))).isEqualTo(Verdict.GOOD);
    clock.advance(Duration.ofSeconds(1));
    assertThat(Verdict.of(verifier, token("old", OLD))).isEqualTo(Verdict.INVALID);
  }

  @Test
  void a_clock_that_is_set_back_does_not_stop_the_reading() {
    JwtTokenVerifier verifier = verifier();
    server.serve(NEW_SET);
    clock.advance(Duration.ofDays(-1));
    assertThat(Verdict.of(verifier, token("new", NEW))).isEqualTo(Verdict.GOOD);
  }

  @Test
  void earlier_keys_stay_if_the_server_is_broken() {
    JwtTokenVerifier verifier = verifier();
    List<HttpHandler> faults =
        List.of(
            exchange -> KeyServer.send(exchange, 500, NEW_SET),
            exchange -> KeyServer.send(exchange, 204, ""),
            exchange -> KeyServer.send(exchange, 200, ""),
            exchange -> KeyServer.send(exchange, 200, "<html>"),
            exchange -> KeyServer.send(exchange, 200, "{}"),
            exchange -> KeyServer.send(exchange, 200, "{\"keys\":7}"),
            exchange -> KeyServer.send(exchange, 200, "{\"keys\":[7]}"),
            exchange -> KeyServer.send(exchange, 200, "{\"keys\":[]}"),
            exchange -> KeyServer.send(exchange, 200, NEW_SET + " ".repeat(1024 * 1024)),
            KeyRotationTest::redirect,
            KeyRotationTest::endless,
            exchange -> exchange.close());
    for (HttpHandler fault : faults) {
      server.serve(fault);
      clock.advance(PublicKeys.PAUSE);
      assertThat(Verdict.of(verifier, token("new", NEW))).isEqualTo(Verdict.UNAVAILABLE);
      assertThat(Verdict.of(verifier, token("old", OLD))).isEqualTo(Verdict.GOOD);
    }
    server.serve(NEW_SET);
    clock.advance(PublicKeys.PAUSE);
    assertThat(Verdict.of(verifier, token("new", NEW))).isEqualTo(Verdict.GOOD);
  }

  @Test
  void a_server_that_drips_or_is_silent_has_two_seconds() {
    JwtTokenVerifier verifier = verifier();
    for (HttpHandler fault :
        List.<HttpHandler>of(KeyRotationTest::drip, _ -> await(new CountDownLatch(1)))) {
      server.serve(fault);
      clock.advance(PublicKeys.PAUSE);
      long start = System.nanoTime();
      assertThat(Verdict.of(verifier, token("new", NEW))).isEqualTo(Verdict.UNAVAILABLE);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(4));
    }
  }

  @Test
  void a_server_that_is_dead_at_the_start_stops_nobody() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String secret = "a secret beside the keys";
    var settings =
        new JwtSettings(
            List.of(secret), "http://127.0.0.1:" + port + "/keys", null, null, null, false);
    var verifier = new JwtTokenVerifier(settings, clock);
    assertThat(Verdict.of(verifier, token("old", OLD))).isEqualTo(Verdict.UNAVAILABLE);
    String local = Signer.hs256(secret).token("{\"alg\":\"HS256\"}", "{\"userId\":\"ada\"}");
    assertThat(Verdict.of(verifier, local)).isEqualTo(Verdict.GOOD);
  }

  @Test
  void keys_come_once_a_server_that_was_broken_at_the_start_is_mended() {
    server.serve(503, "");
    JwtTokenVerifier verifier = verifier();
    server.serve(OLD_SET);
    assertThat(Verdict.of(verifier, token("old", OLD))).isEqualTo(Verdict.UNAVAILABLE);
    clock.advance(PublicKeys.PAUSE);
    assertThat(Verdict.of(verifier, token("old", OLD))).isEqualTo(Verdict.GOOD);
  }

  @Test
  void a_file_is_read_again_too(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("keys.json");
    var verifier =
        new JwtTokenVerifier(
            new JwtSettings(List.of(), file.toUri().toString(), null, null, null, false), clock);
    assertThat(Verdict.of(verifier, token("old", OLD))).isEqualTo(Verdict.UNAVAILABLE);
    for (String text : List.of(OLD_SET, OLD_SET + " ".repeat(1024 * 1024))) {
      Files.writeString(file, text);
      clock.advance(PublicKeys.PAUSE);
      assertThat(Verdict.of(verifier, token("old", OLD))).isEqualTo(Verdict.GOOD);
    }
    assertThat(Verdict.of(verifier, token("new", NEW))).isEqualTo(Verdict.UNAVAILABLE);
  }

  @Test
  void a_location_that_is_neither_path_nor_url_is_refused_at_the_start() {
    for (String location : List.of("http://", "https://a b", "file:x", "\0")) {
      var settings = new JwtSettings(List.of(), location, null, null, null, false);
      assertThatIllegalArgumentException().isThrownBy(() -> new JwtTokenVerifier(settings, clock));
    }
  }

  private JwtTokenVerifier verifier() {
    return new JwtTokenVerifier(
        new JwtSettings(List.of(), server.url(), null, null, null, false), clock);
  }

  private static String token(String keyId, KeyPair keys) {
    String header = "{\"alg\":\"ES256\",\"kid\":\"%s\"}".formatted(keyId);
    return Signer.es256(keys).token(header, "{\"userId\":\"ada\"}");
  }

  private static void redirect(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Location", "/keys?again");
    KeyServer.send(exchange, 302, "");
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (exchange;
        OutputStream body = exchange.getResponseBody()) {
      while (true) {
        body.write(new byte[64 * 1024]);
      }
    }
  }

  private static void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (exchange;
        OutputStream body = exchange.getResponseBody()) {
      while (true) {
        body.write(' ');
        body.flush();
        LockSupport.parkNanos(50_000_000);
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
