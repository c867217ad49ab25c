package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.redis.RedisProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests a service whose Redis requires TLS and a password.
class RedisTlsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private static Path directory;
  private static SelfSigned identity;
  private static RedisProcess redis;

  @BeforeAll
  static void start() throws Exception {
    identity = SelfSigned.make(directory, "EC");
    String users =
        "--requirepass hush@all --user ada on >hush@ada ~* &* +@all --user bob on >hush@bob";
    redis = RedisProcess.tls(identity.certificate(), identity.key(), users.split(" "));
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  private static ServerProcess start(String credentials, String... options) {
    String url = "rediss://" + credentials + "@localhost:" + redis.port();
    String[] all =
        Stream.of(ServerProcess.LIGHT, options).flatMap(Stream::of).toArray(String[]::new);
    return ServerProcess.start(Map.of("REDIS_URL", url), all);
  }

  @ParameterizedTest
  @ValueSource(strings = {":hush%40all", "ada:hush%40ada"})
  void an_instance_delivers_with_a_password_with_or_without_a_user(String credentials) {
    try (ServerProcess server = start(credentials, identity.jvmTrust())) {
      await().atMost(PATIENCE).until(() -> server.http().status("/ready") == 200);
      assertNothingIsSaid(server);
    }
  }

  @Test
  void a_wrong_password_is_reported_once_and_not_shown() {
    try (ServerProcess server = start("ada:hush", identity.jvmTrust())) {
      assertRefused(server, "it refuses the user or the password");
    }
  }

  @Test
  void a_refusal_of_redis_is_reported_by_its_code() {
    try (ServerProcess server = start("bob:hush%40bob", identity.jvmTrust())) {
      assertRefused(server, "it answers NOPERM");
    }
  }

  @Test
  void a_certificate_that_nobody_trusts_is_reported() {
    try (ServerProcess server = start(":hush%40all")) {
      assertRefused(server, "its certificate is not trusted");
    }
  }

  private static void assertRefused(ServerProcess server, String reason) {
    String line = "Redis at rediss://localhost:" + redis.port() + " cannot be reached: " + reason;
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(server.lines()).filteredOn(said -> said.endsWith(line)).hasSize(1));
    assertThat(server.http().status("/health")).isEqualTo(200);
    assertThat(server.http().status("/ready")).isEqualTo(503);
    assertNothingIsSaid(server);
  }

  private static void assertNothingIsSaid(ServerProcess server) {
    assertThat(server.lines()).noneMatch(line -> line.contains("hush"));
  }
}
